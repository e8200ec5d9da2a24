/** The torture matrix: each fault of a server, a network or a portal, what the client does, and the proof. */
import type { Page } from './bench.ts';
import { answers } from './answers.ts';
import { aborts } from './aborts.ts';
import { connections } from './connections.ts';
import { lists } from './lists.ts';
import { pages } from './pages.ts';
import { sessions } from './sessions.ts';
import { streams } from './streams.ts';
import { waits } from './waits.ts';
import { writes } from './writes.ts';

/** In the order of the public table. */
export const matrix: readonly Page[] = [connections, writes, pages, answers, sessions, waits, lists, aborts, streams];
