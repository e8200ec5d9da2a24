import type { AccessLogEntry } from '@xinqiao/contract/types';

export const entryFixture = (changes: Partial<AccessLogEntry> = {}): AccessLogEntry => ({
  id: '9',
  at: '2026-11-25T16:20:00+08:00',
  role: 'psych-staff',
  name: '周敏',
  purpose: 'assessment',
  action: 'read',
  kind: 'assessment',
  ...changes,
});

/** Three days, three offices, one person who is no longer on the school's list. */
export const logFixture: AccessLogEntry[] = [
  entryFixture(),
  entryFixture({
    id: '8',
    at: '2026-11-25T09:05:00+08:00',
    role: 'counsellor',
    name: '陈立',
    purpose: 'care',
    kind: 'file',
  }),
  entryFixture({ id: '7', at: '2026-11-20T00:00:00+08:00', purpose: 'rights-request', action: 'write', kind: 'file' }),
  entryFixture({
    id: '6',
    at: '2026-11-19T23:59:00+08:00',
    role: 'counsellor',
    name: null,
    purpose: 'administration',
    kind: 'roster',
  }),
];
