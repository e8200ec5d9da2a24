/** Reports of invented people on instruments of the library; scores and quality come from the library's own rules. */
import type { Answers, Campaign, Instrument, QuestionnaireResponse } from '@xinqiao/contract/types';
import { assessQuality, type Norm, type QualityOptions, score } from '@xinqiao/instruments';
import { phq9 } from '@xinqiao/instruments/library/phq9';
import { scl90 } from '@xinqiao/instruments/library/scl90';
import { campaignFixture } from '../consent/consent.fixture.ts';
import type { OwnReport, StaffReport } from './model.ts';

const phq9Answers = (...values: number[]): Answers =>
  Object.fromEntries(values.map((value, index) => [`${index + 1}`, value]));

const campaign: Campaign = { ...campaignFixture, closesAt: '2026-12-04T18:00:00+08:00' };

/** What the student reads under a feedback policy; `closing`: it is told when the campaign closes, and it has not. */
export function ownReportFixture(told: 'level' | 'score' | 'none' | 'closing' = 'level', offerHelp = false): OwnReport {
  const result = score(phq9, phq9Answers(1, 1, 2, 1, 0, 1, 1, 0, 0));
  const [set] = phq9.bands!;
  const isTold = told === 'level' || told === 'score';
  return {
    assignment: {
      id: 'as-phq9',
      campaignId: campaign.id,
      campaignTitle: campaign.title,
      studentId: 'st-1',
      instrumentId: 'phq9',
      instrumentVersion: phq9.version,
      title: phq9.title,
      itemCount: 9,
      estimatedMinutes: 2,
      status: 'done',
      consent: 'given',
      opensAt: campaign.opensAt,
      dueAt: campaign.closesAt,
      completedAt: '2026-11-20T10:12:00+08:00',
    },
    receipt: {
      responseId: 're-1',
      attemptId: '3f0c9a52-8f3e-4a55-9d0c-5b8f5d4b7a10',
      assignmentId: 'as-phq9',
      receiptCode: 'XQ-7F3K-29QD',
      digest: '0'.repeat(64),
      receivedAt: '2026-11-20T10:12:00+08:00',
      offerHelp,
      feedback: isTold
        ? [
            {
              scaleId: 'total',
              level: set!.ranges.find(({ id }) => id === result.bands['total'])!.label,
              score: told === 'score' ? result.scores['total']! : null,
              min: 0,
              max: 27,
            },
          ]
        : null,
    },
    campaign: {
      ...campaign,
      feedback: told === 'closing' ? 'level' : told,
      feedbackFrom: told === 'closing' ? 'closing' : 'submission',
    },
    instrument: phq9,
  };
}

interface Given {
  instrument: Instrument;
  answers: Answers;
  receivedAt?: string;
  conduct?: Pick<QualityOptions, 'timings' | 'changes' | 'visibleTime'>;
}

function responseOf({
  instrument,
  answers,
  receivedAt = '2026-11-20T10:12:00+08:00',
  conduct = {},
}: Given): QuestionnaireResponse {
  return {
    id: `re-${instrument.id}-${receivedAt.slice(0, 10)}`,
    student: {
      id: 's-2',
      studentNumber: '202408020117',
      name: '阿依古丽·买买提艾力',
      className: '生物科学与技术(卓越农林人才教育培养计划)2401班',
      collegeName: '生命科学与农林技术学院',
    },
    assignmentId: 'as-1',
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    language: 'zh-CN',
    receivedAt,
    answers,
    result: score(instrument, answers),
    quality: assessQuality(instrument, answers, conduct),
  };
}

/** PHQ-9 with a positive answer to item 9 and an earlier response. */
export function phq9ReportFixture(): StaffReport {
  return {
    response: responseOf({
      instrument: phq9,
      answers: phq9Answers(2, 2, 3, 2, 1, 2, 1, 0, 1),
      conduct: { changes: { 9: 1 }, visibleTime: 74_000 },
    }),
    instrument: phq9,
    earlier: responseOf({
      instrument: phq9,
      answers: phq9Answers(1, 1, 1, 1, 0, 1, 0, 0, 0),
      receivedAt: '2025-10-15T09:30:00+08:00',
    }),
  };
}

const scl90Answers = (shift: number): Answers =>
  Object.fromEntries(
    Array.from({ length: 90 }, (_, index) => [
      `${index + 1}`,
      index === 14 ? 1 : 1 + ((index * 7 + shift) % 5 > 2 ? 1 : 0) + ((index * 3 + shift) % 11 > 7 ? 2 : 0),
    ]),
  );

/** SCL-90 with its ten factors, under the licence of a school. */
export function scl90ReportFixture(): StaffReport {
  return {
    response: {
      ...responseOf({ instrument: scl90, answers: scl90Answers(2) }),
      ...{ seed: 20_261_116, shuffle: ['items'] },
      textLicence: { holder: '岭南心桥大学', reference: 'LNXQ-2026-017', date: '2026-08-20' },
    },
    instrument: scl90,
    earlier: null,
  };
}

/** Answered in no time, always the same option. */
export function carelessReportFixture(): StaffReport {
  const answers = phq9Answers(2, 2, 2, 2, 2, 2, 2, 2, 2);
  const timings = Object.fromEntries(Object.keys(answers).map(item => [item, 400]));
  const conduct = { timings, changes: {}, visibleTime: 4200 };
  return { response: responseOf({ instrument: phq9, answers, conduct }), instrument: phq9, earlier: null };
}

/** Invented, and says so: no norm ships. */
export const normFixtures: readonly Norm[] = scl90.scales
  .filter(({ method, max }) => method === 'mean' && max === 5)
  .map(({ id }, index): Norm => ({
    id: `invented-${id}`,
    instrument: 'scl90',
    scale: id,
    group: {
      population: { 'zh-CN': '虚构的示例人群', en: 'an invented group of students' },
      language: 'zh-CN',
      age: { min: 17, max: 23 },
    },
    n: 1200,
    mean: 1.4 + (index % 4) * 0.08,
    sd: 0.45,
    source: { citation: 'Invented for examples / 示例数据，非真实常模' },
  }));
