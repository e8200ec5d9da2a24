/** How soon somebody must have responded. */
import type { AlertLevel } from '@xinqiao/contract/types';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

interface LevelPolicy {
  /** From the moment the level is set to the first response, in milliseconds. */
  readonly respondWithin: number;
  readonly source: string;
}

/** Our defaults, not the notice's: it says 及时 (in time) and gives no hours. A school may set its own. */
export const levelPolicy: Readonly<Record<AlertLevel, LevelPolicy>> = {
  imminent: {
    respondWithin: 0,
    source: 'Default: at once. 教思政厅函〔2021〕10号 asks to act on severe crises without delay and gives no hours.',
  },
  high: {
    respondWithin: 24 * HOUR,
    source: 'Default: the same day, an interview within 24 hours; common practice after a positive PHQ-9 item 9.',
  },
  moderate: {
    respondWithin: 7 * DAY,
    source: 'Default: the late end of three to seven days.',
  },
  watch: {
    respondWithin: 28 * DAY,
    source: 'Default: the late end of two to four weeks.',
  },
};

/** Most urgent first; the position is the rank. */
export const levels: readonly AlertLevel[] = ['imminent', 'high', 'moderate', 'watch'];

export const isMoreUrgent = (a: AlertLevel, b: AlertLevel): boolean => levels.indexOf(a) < levels.indexOf(b);

/** When the first response is due for a level that is set now. */
export const respondBy = (level: AlertLevel, now: Date): Date =>
  new Date(now.getTime() + levelPolicy[level].respondWithin);
