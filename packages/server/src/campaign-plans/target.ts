/** Whom a target means now, and which instruments can be asked of them. */
import type { CampaignTarget, CampaignTargetRule, Instrument } from '@xinqiao/contract/types';
import { sql } from 'kysely';
import { isBelow, reachedStudents } from '../access/reach.ts';
import type { Context } from '../app/handlers.ts';
import type { PointedError } from '../app/problem.ts';
import { ageAtOpening, freshmenOf, isMeant } from '../campaigns/target.ts';
import type { StoredTarget } from '../database/tables/campaigns.ts';
import { json } from '../database/tables/columns.ts';
import { countQuestions } from '../instruments/handlers.ts';
import { hasWording } from '../instruments/wording.ts';

export const toStored = (target: CampaignTargetRule, opensAt: Date): StoredTarget => ({
  ...target,
  year: freshmenOf(opensAt),
});

/** Units that are not there or out of reach, which is told alike, and dormitories. */
export async function checkUnits(
  { db, tenant, principal }: Context,
  unitIds: readonly string[],
  pointerOf: (index: number) => string,
): Promise<PointedError[]> {
  const units = await db
    .selectFrom('units')
    .select(['id', 'path', 'kind'])
    .where('tenant_id', '=', tenant)
    .where('id', 'in', [...unitIds, ''])
    .execute();
  return unitIds.flatMap((id, index) => {
    const pointer = pointerOf(index);
    const unit = units.find(one => one.id === id);
    if (!unit || !isBelow(unit.path, principal.reach)) {
      return [{ pointer, code: 'out-of-reach', detail: 'There is no such unit within reach.' }];
    }
    if (unit.kind === 'dormitory') return [{ pointer, code: 'dormitory', detail: 'Dormitories cut across classes.' }];
    return unitIds.indexOf(id) < index ? [{ pointer, code: 'repeated', detail: 'Is named before.' }] : [];
  });
}

/** Students of the target by age. Nobody beyond the reach is counted, whatever the target names. */
async function countByAge({ db, tenant, principal }: Context, target: StoredTarget, opensAt: Date) {
  const { rows } = await sql<{ age: number; students: number }>`
    select ${ageAtOpening} as age, count(*)::int as students
    from students as student
    join students on students.tenant_id = student.tenant_id and students.id = student.id
    cross join (select ${tenant} as tenant_id, ${json(target)}::jsonb as target, ${opensAt}::timestamptz as opens_at) as campaign
    where student.tenant_id = ${tenant} and ${isMeant} and ${reachedStudents(principal)}
    group by 1
  `.execute(db);
  return rows;
}

const newestOfEach = ({ db, tenant }: Context) =>
  db
    .selectFrom('instruments')
    .distinctOn('id')
    .select(['definition', hasWording.as('is_worded')])
    .where('tenant_id', '=', tenant)
    .orderBy('id')
    .orderBy(sql`string_to_array(version, '.')::bigint[] desc`)
    .execute();

function hindranceOf(
  { respondent, administration }: Instrument,
  isWorded: boolean,
  fits: number,
): CampaignTarget['instruments'][number]['hindrance'] {
  if (!isWorded) return 'no-wording';
  if (respondent !== 'self' || administration !== 'self') return 'not-self';
  return fits === 0 ? 'nobody-of-age' : null;
}

export async function describeTarget(
  context: Context,
  target: CampaignTargetRule,
  opensAt: Date,
): Promise<CampaignTarget> {
  const ages = await countByAge(context, toStored(target, opensAt), opensAt);
  const sum = (isCounted: (age: number) => boolean) =>
    ages.reduce((all, { age, students }) => all + (isCounted(age) ? students : 0), 0);
  const rows = await newestOfEach(context);
  return {
    students: sum(() => true),
    instruments: rows.map(({ definition, is_worded }) => {
      const { id, version, title, abbreviation, age } = definition;
      const fits = sum(years => years >= (age.min ?? 0) && years <= (age.max ?? Infinity));
      return {
        ...{ id, version, title, abbreviation, itemCount: countQuestions(definition) },
        ...{ age: { min: age.min, max: age.max }, fits, hindrance: hindranceOf(definition, Boolean(is_worded), fits) },
      };
    }),
  };
}
