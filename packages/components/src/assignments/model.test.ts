import { expect } from '@open-wc/testing';
import type { Assignment } from '@xinqiao/contract/types';
import { assignmentFixtures } from './assignments.fixture.ts';
import { daysUntil } from '../core/format.ts';
import { assignmentHref, groupAssignments } from './model.ts';

const ids = (assignments: readonly Assignment[]) => assignments.map(({ id }) => id);

describe('the groups of the to-do list', () => {
  it('put what is due first on top, and press nobody who chose not to take part', () => {
    const groups = groupAssignments(assignmentFixtures);
    expect(ids(groups.todo)).to.deep.equal(['as-gad7', 'as-phq9']);
    expect(ids(groups.declined)).to.deep.equal(['as-rses']);
    expect(ids(groups.upcoming)).to.deep.equal(['as-cesd']);
    expect(ids(groups.done)).to.deep.equal(['as-swls']);
    expect(ids(groups.closed)).to.deep.equal(['as-k10']);
  });

  it('leave out a status that a newer service may have', () => {
    const unknown = { ...assignmentFixtures[0]!, status: 'paused' as Assignment['status'] };
    expect(Object.values(groupAssignments([unknown])).flat()).to.deep.equal([]);
  });

  it('do not change the list they are given', () => {
    const before = ids(assignmentFixtures);
    groupAssignments(assignmentFixtures);
    expect(ids(assignmentFixtures)).to.deep.equal(before);
  });
});

describe('the days that are left', () => {
  const now = new Date(2026, 10, 23, 22, 0);
  const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 30).toISOString();
  it('count calendar days, not hours', () => {
    expect(daysUntil(at(23, 23), now)).to.equal(0);
    expect(daysUntil(at(24, 0), now)).to.equal(1);
    expect(daysUntil(at(30, 23), now)).to.equal(7);
    expect(daysUntil(at(22, 23), now)).to.equal(-1);
  });
});

describe('the link to an assignment', () => {
  const assignment = { ...assignmentFixtures[0]!, id: "a/b&$'c" };
  it('holds the id, escaped, wherever the template wants it', () => {
    expect(assignmentHref('fill.html?a={id}#{id}', assignment)).to.equal("fill.html?a=a%2Fb%26%24'c#a%2Fb%26%24'c");
  });
  it('is none without a template', () => {
    expect(assignmentHref(undefined, assignment)).to.equal(undefined);
  });
});
