import type { Correction, Erasure } from '@xinqiao/contract/types';
import type { HeldKind, MyDataView } from './model.ts';

const kind = (name: HeldKind['kind'], records: number | null, more: Partial<HeldKind> = {}): HeldKind => ({
  kind: name,
  records,
  inCopy: true,
  onErasure: 'kept',
  retention: { rule: 'after-leaving', days: 1095 },
  ...more,
});

export const correctionFixture = (changes: Partial<Correction> = {}): Correction => ({
  id: 'c-1',
  studentId: 's-1',
  about: 'roster',
  wrong: '班级写成了一班',
  right: '我在二班',
  requestedAt: '2026-11-20T10:00:00+08:00',
  state: 'open',
  answer: null,
  answeredAt: null,
  ...changes,
});

export const erasureFixture = (changes: Partial<Erasure> = {}): Erasure => ({
  id: 'e-1',
  campaignId: null,
  cause: 'request',
  requestedAt: '2026-11-22T10:00:00+08:00',
  dueAt: '2026-11-29T10:00:00+08:00',
  state: 'waiting',
  doneAt: null,
  ...changes,
});

export const myDataFixture = (changes: Partial<MyDataView> = {}): MyDataView => ({
  held: {
    asOf: '2026-11-25T10:00:00+08:00',
    kinds: [
      kind('staff-notes', null, { inCopy: false, onErasure: 'erased' }),
      kind('answers', 3, { onErasure: 'erased' }),
      kind('requests', 0, { retention: { rule: 'after-end', days: 1095 } }),
      kind('technical', null, { inCopy: false, retention: { rule: 'after-end', days: 1 } }),
      kind('assignments', 4),
      kind('consents', 2),
      kind('courses', 18),
      kind('growth-file', 2),
      kind('guardians', 0),
      kind('roster', 1),
    ],
  },
  corrections: [],
  erasures: [],
  ...changes,
});
