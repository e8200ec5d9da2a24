import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CourseProgress } from '@xinqiao/contract';
import { requirementOf } from './requirement.ts';
import { type CourseRecord, courseVerdict, type Element, elementsVerdict } from './verdict.ts';

const university = requirementOf('undergraduate', 'u');

/** Half way through: 16 of 32 hours attended, none missed. */
const running: CourseRecord = {
  credits: 2,
  plannedHours: 32,
  creditsEarned: null,
  hoursAttended: 16,
  hoursToCome: 16,
};
const over: CourseRecord = { ...running, creditsEarned: 2, hoursAttended: 32, hoursToCome: 0 };

/** `status: code value, code value`. */
const told = (record: Partial<CourseRecord> | null, base = running): string => {
  const verdict = courseVerdict(university, record && { ...base, ...record });
  CourseProgress.shape.verdict.parse(verdict);
  return `${verdict.status}: ${verdict.reasons.map(({ code, value }) => `${code} ${value}`).join(', ')}`;
};

describe('the verdict on the compulsory course', () => {
  test('asks for 2 credits and 32 to 36 hours, and says where that is written', () => {
    assert.deepEqual(
      { ...university },
      {
        unitId: 'u',
        stage: 'undergraduate',
        credits: 2,
        minHours: 32,
        maxHours: 36,
        elements: ['compulsory-course'],
        source: '教思政厅函〔2021〕10号 第1条',
      },
    );
  });

  test('is not-enrolled without an enrolment', () => {
    assert.equal(told(null), 'not-enrolled: not-enrolled null');
  });

  test('is met with exactly the hours and the credits', () => {
    assert.equal(told({}, over), 'met: hours-complete 32, credits-earned 2');
  });

  test('is not met with an hour less or half a credit less when the course is over', () => {
    assert.equal(told({ hoursAttended: 31 }, over), 'not-met: hours-out-of-reach 1, credits-earned 2');
    assert.equal(told({ creditsEarned: 1.5 }, over), 'not-met: hours-complete 32, credits-short 0.5');
    assert.equal(told({ creditsEarned: 0 }, over), 'not-met: hours-complete 32, credits-short 2');
  });

  test('takes unrecorded hours as lost once the course is over', () => {
    assert.equal(told({ hoursAttended: 30, hoursToCome: 2 }, over), 'not-met: hours-out-of-reach 2, credits-earned 2');
  });

  test('is on track while the minimum can just be reached', () => {
    assert.equal(told({}), 'on-track: hours-left 16, credits-pending 2');
    assert.equal(told({ hoursAttended: 0, hoursToCome: 32 }), 'on-track: hours-left 32, credits-pending 2');
  });

  test('is at risk as soon as it is an hour short at best', () => {
    assert.equal(told({ hoursAttended: 15 }), 'at-risk: hours-out-of-reach 1, credits-pending 2');
  });

  test('is on track, not met, when all hours are attended and the credits are still to be given', () => {
    assert.equal(told({ hoursAttended: 32, hoursToCome: 0 }), 'on-track: hours-complete 32, credits-pending 2');
  });

  test('is at risk when the course gives fewer credits than asked', () => {
    assert.equal(told({ credits: 1.5 }), 'at-risk: hours-left 16, credits-short 0.5');
  });

  test('is at risk when fewer hours are planned than asked, even if sessions make up for it', () => {
    assert.equal(
      told({ plannedHours: 31, hoursToCome: 16 }),
      'at-risk: hours-left 16, credits-pending 2, plan-below-minimum 31',
    );
  });

  test('remarks on more hours than usual from 37 on and fails nobody for it', () => {
    assert.equal(told({ plannedHours: 36 }), 'on-track: hours-left 16, credits-pending 2');
    assert.equal(told({ plannedHours: 37 }), 'on-track: hours-left 16, credits-pending 2, plan-above-usual 37');
    assert.equal(
      told({ plannedHours: 40, hoursAttended: 40 }, over),
      'met: hours-complete 40, credits-earned 2, plan-above-usual 40',
    );
  });

  test('asks nothing of postgraduates', () => {
    const postgraduate = requirementOf('postgraduate', 'u');
    assert.deepEqual(postgraduate.elements, []);
    assert.deepEqual(courseVerdict(postgraduate, null), { status: 'met', reasons: [] });
  });
});

describe('the verdict before university', () => {
  const stages = ['upper-primary', 'junior-secondary', 'senior-secondary', 'secondary-vocational'] as const;
  const all: Element[] = ['school-based-curriculum', 'life-education', 'setback-education'];

  for (const stage of stages) {
    test(`${stage}: three elements, no hours and no credits`, () => {
      const { credits, minHours, maxHours, elements } = requirementOf(stage, 'u');
      assert.deepEqual(
        { credits, minHours, maxHours, elements },
        { credits: null, minHours: null, maxHours: null, elements: all },
      );
    });
  }

  test('is met when all three are offered', () => {
    assert.deepEqual(elementsVerdict(requirementOf('junior-secondary', 'u'), new Set(all)), {
      status: 'met',
      reasons: [{ code: 'elements-complete', value: 3 }],
    });
  });

  test('says how many are missing', () => {
    const requirement = requirementOf('junior-secondary', 'u');
    assert.deepEqual(elementsVerdict(requirement, new Set(all.slice(0, 2))).reasons, [
      { code: 'element-missing', value: 1 },
    ]);
    assert.deepEqual(elementsVerdict(requirement, new Set()), {
      status: 'not-met',
      reasons: [{ code: 'element-missing', value: 3 }],
    });
  });
});
