/** A child of the small school with a guardian, for what depends on age. People and ids are invented. */
import type { Stage } from '@xinqiao/contract/types';
import { DEFAULT_TENANT } from '../database/database.ts';
import { type SmallSchool, versionOf } from './small-school.ts';

const tenant_id = DEFAULT_TENANT;

/** Adds `id` to class c1, asked for K6 by the campaign `scored`, and the guardian `g-<id>`; user numbers `2026<id>`, `g-<id>`. */
export async function addChild(
  { database, clock }: SmallSchool,
  id: string,
  birthDate: string,
  stage: Stage = 'junior-secondary',
): Promise<void> {
  const since = new Date(clock.now().getTime() - 1000);
  await database.kysely.transaction().execute(async db => {
    await db
      .insertInto('students')
      .values({
        tenant_id,
        id,
        student_number: `2026${id}`,
        name: `孩子${id}`,
        gender: 'unspecified',
        birth_date: birthDate,
        stage,
        enrolment_year: 2026,
        class_id: 'c1',
        class_path: 'school/computing/c1/',
        college_id: 'computing',
      })
      .execute();
    await db
      .insertInto('assignments')
      .values({
        tenant_id,
        id: `${id}.scored.k6`,
        campaign_id: 'scored',
        student_id: id,
        instrument_id: 'k6',
        instrument_version: versionOf('k6'),
      })
      .execute();
    await db
      .insertInto('guardians')
      .values({ tenant_id, id: `g-${id}`, user_number: `g-${id}`, name: `家长${id}` })
      .execute();
    await db
      .insertInto('guardianships')
      .values({ tenant_id, guardian_id: `g-${id}`, student_id: id, relation: '母亲', since })
      .execute();
  });
}
