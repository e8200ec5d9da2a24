import { expect } from '@open-wc/testing';
import { alertsFixture, summaryFixture } from './alert-badge.fixture.ts';
import { due, groupReasons, fileHref, increase, levelCounts, LIST_LENGTH, orderAlerts, total } from './model.ts';

const now = new Date(2026, 10, 23, 9, 30);
const at = (...[hour, minute = 0, day = 23]: number[]) => new Date(2026, 10, day, hour, minute).toISOString();

describe('counts of alerts', () => {
  it('stand by urgency and leave out levels without alerts', () => {
    const { open } = summaryFixture({}, { watch: 3, imminent: 1 });
    expect(levelCounts(open)).to.deep.equal([
      { level: 'imminent', count: 1 },
      { level: 'watch', count: 3 },
    ]);
  });

  it('keep a level that only a newer service knows, after the known ones', () => {
    const counts = { ...summaryFixture({}, { watch: 1 }).open, 'post-crisis': 2 };
    expect(levelCounts(counts).map(({ level }) => level)).to.deep.equal(['watch', 'post-crisis']);
    expect(total(counts)).to.equal(3);
  });

  it('are announced when they grow, never when they shrink or speak of another unit', () => {
    const before = summaryFixture({ high: 2 });
    expect(increase(before, summaryFixture({ high: 2, watch: 3 }), 'unacknowledged')).to.equal(3);
    expect(increase(before, summaryFixture({ high: 1 }), 'unacknowledged')).to.equal(0);
    expect(increase(before, { ...summaryFixture({ high: 9 }), unitId: 'college' }, 'unacknowledged')).to.equal(0);
    expect(increase(undefined, before, 'unacknowledged')).to.equal(0);
  });
});

describe('order of the list', () => {
  it('puts what nobody has noted first, then level, then due time', () => {
    const shuffled = [...alertsFixture(now)].reverse();
    expect(orderAlerts(shuffled).map(({ id }) => id)).to.deep.equal(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
  });

  it('shows no more than ten', () => {
    const [one] = alertsFixture(now);
    const many = Array.from({ length: 30 }, (_, index) => ({ ...one!, id: `x${index}` }));
    expect(orderAlerts(many)).to.have.length(LIST_LENGTH);
  });

  it('leaves an alert in its place that was acknowledged just now, also when the service no longer lists it', () => {
    const alerts = alertsFixture(now);
    const done = { ...alerts[0]!, acknowledgedAt: at(9, 31), acknowledgedBy: '李老师' };
    const order = orderAlerts(alerts.slice(1), new Map([[done.id, done]]));
    expect(order[0]).to.equal(done);
  });

  it('lists an alert with an unknown level last, not never', () => {
    const [one, two] = alertsFixture(now);
    const odd = { ...one!, level: 'post-crisis' as never };
    expect(orderAlerts([odd, two!])).to.deep.equal([two, odd]);
  });
});

describe('by when to get in touch', () => {
  const of = (respondBy: string, level: 'high' | 'imminent' = 'high') => due({ level, respondBy }, now);

  it('is said as today, tomorrow or later by the local calendar', () => {
    expect(of(at(9, 31))).to.equal('today');
    expect(of(at(23, 59))).to.equal('today');
    expect(of(at(0, 0, 24))).to.equal('tomorrow');
    expect(of(at(23, 59, 24))).to.equal('tomorrow');
    expect(of(at(0, 0, 25))).to.equal('later');
  });

  it('is overdue from the minute it was due', () => {
    expect(of(at(9, 30))).to.equal('overdue');
    expect(of(at(9, 29))).to.equal('overdue');
  });

  it('is always now for an imminent alert', () => {
    expect(of(at(23, 0), 'imminent')).to.equal('now');
    expect(of(at(1, 0), 'imminent')).to.equal('now');
  });
});

it('a link to the file takes the ids, encoded', () => {
  const [one] = alertsFixture(now);
  const odd = { ...one!, id: 'a&b', student: { ...one!.student, id: 's/1' } };
  expect(fileHref('growth.html?student={studentId}&from={alertId}#{other}', odd)).to.equal(
    'growth.html?student=s%2F1&from=a%26b#{other}',
  );
});

it('says a reason once, the answer that calls for a person first, and keeps every detail', () => {
  const at = '2026-11-24T08:00:00+08:00';
  const later = { 'zh-CN': '建议进一步了解情况。' };
  const today = { 'zh-CN': '需要当天跟进。' };
  const groups = groupReasons([
    { code: 'cut-off', at, text: later, detail: { 'zh-CN': 'GAD-7' } },
    { code: 'band', at, text: { ...later }, detail: { 'zh-CN': 'PHQ-9' } },
    { code: 'critical-item', at, text: today },
  ]);
  expect(groups).to.deep.equal([
    { text: today, details: [] },
    { text: later, details: [{ 'zh-CN': 'GAD-7' }, { 'zh-CN': 'PHQ-9' }] },
  ]);
});
