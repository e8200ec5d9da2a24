/** Contract objects and a client for the tests of the transport. Names, tokens and answers are there to be looked for. */
import type { EmbedSession, Me, OrganisationUnit, Student } from '@xinqiao/contract/types';
import { type ClientOptions, XinqiaoClient } from '../index.ts';

export const SECRETS = { token: 'tok-verySecret-1', name: '欧阳若兮', answer: '我不想活了' };

export const session = (token = SECRETS.token, expiresIn = 3600): EmbedSession => ({
  id: 'session-1',
  token,
  expiresAt: '2026-09-12T08:30:00+08:00',
  expiresIn,
  userId: 'u-1',
  role: 'student',
  unitId: 'class-1',
  components: ['xq-questionnaire'],
  features: ['assignments', 'instruments', 'responses'],
  renewableFor: 0,
  origin: 'https://portal.example.edu.cn',
});

export const unit: OrganisationUnit = {
  id: 'class-1',
  kind: 'class',
  name: '软件工程2501班',
  parentId: 'college-1',
  stage: 'undergraduate',
  studentCount: 42,
};

export const me: Me = {
  userId: 'u-1',
  name: SECRETS.name,
  role: 'student',
  unit,
  studentId: 's-1',
  components: [],
  helpLines: [],
  serverTime: '2026-09-12T08:30:00+08:00',
};

export const student = (id: string): Student => ({
  id,
  studentNumber: `2025${id}`,
  name: SECRETS.name,
  gender: 'female',
  birthDate: '2007-02-28',
  stage: 'undergraduate',
  enrolmentYear: 2025,
  classId: 'class-1',
  className: unit.name,
  collegeId: 'college-1',
  collegeName: '计算机学院',
  dormitoryId: null,
  dormitoryName: null,
});

export const submission = {
  attemptId: '7a1b3c55-0c1d-4e6f-8a9b-0123456789ab',
  assignmentId: 'assignment-1',
  instrumentId: 'phq9',
  instrumentVersion: '1.0.0',
  language: 'zh-CN',
  answers: { item1: SECRETS.answer },
};

export const receipt = {
  responseId: 'r-1',
  attemptId: submission.attemptId,
  assignmentId: 'assignment-1',
  receiptCode: 'XQ-7F3K-29QD',
  digest: 'a'.repeat(64),
  receivedAt: '2026-09-12T08:30:00+08:00',
  offerHelp: false,
  feedback: null,
};

export const alertEvent = (id: string) => ({
  id,
  type: 'alert.opened',
  alertId: `alert-${id}`,
  level: 'watch',
  at: '2026-09-12T08:30:00+08:00',
});
/** One event as the stream carries it. */
export const wire = (id: string, data: unknown = alertEvent(id)) =>
  `id: ${id}\nevent: alert.opened\ndata: ${JSON.stringify(data)}\n\n`;

/** Waits between attempts are real, and as short as they can be. */
export const client = (url: string, options: Partial<ClientOptions> = {}): XinqiaoClient =>
  new XinqiaoClient({
    baseUrl: url,
    ...(options.secretKey ? {} : { fetchSession: async () => session() }),
    retry: { limit: 2, delay: 1 },
    ...options,
  });
