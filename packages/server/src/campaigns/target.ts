/** Whom a campaign asks: students of its units by rule, each with the instruments of the own age. */
import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { localDate } from '../app/time.ts';

export const UNIVERSITY = ['undergraduate', 'postgraduate'] as const;
/** 小学高年级、初中、高中; 中职 by the forwarding letter of 广东省教育厅. */
export const SCHOOL = ['upper-primary', 'junior-secondary', 'senior-secondary', 'secondary-vocational'] as const;

/**
 * The year of enrolment (级) of the freshmen whom a campaign means that opens on this day. Of August too, when the academic year
 * before is not over: universities take in their freshmen from the end of August on.
 */
export function freshmenOf(opensAt: Date): number {
  const [year = 0, month = 0] = localDate(opensAt).split('-').map(Number);
  return month >= 8 ? year : year - 1;
}

/** In a query that has `campaign` (its `tenant_id` and `target`) and `student`: the student is meant. Nobody is who has left. */
export const isMeant: RawBuilder<SqlBool> = sql<SqlBool>`(
  student.left_on is null
  and exists (
    select from units as named
    where named.tenant_id = campaign.tenant_id and campaign.target -> 'unitIds' @> to_jsonb(named.id)
      and starts_with(student.class_path, named.path)
  )
  and case campaign.target ->> 'rule'
    when 'freshmen' then student.stage = any(${UNIVERSITY}::text[])
      and student.enrolment_year = (campaign.target ->> 'year')::int
    when 'yearly' then student.stage = any(${SCHOOL}::text[])
    when 'grades' then campaign.target -> 'enrolmentYears' @> to_jsonb(student.enrolment_year)
    else true
  end
)`;

/** In such a query with the campaign's `opens_at`: whole years of the student on the day of the opening, at the school. */
export const ageAtOpening: RawBuilder<number> = sql<number>`extract(
  year from age((campaign.opens_at at time zone 'UTC' + interval '8 hours')::date, student.birth_date)
)::int`;

/** The same with `instrument`: it is made for somebody of that age. */
export const isOfAge: RawBuilder<SqlBool> = sql<SqlBool>`(
  ${ageAtOpening} >= coalesce((instrument.definition -> 'age' ->> 'min')::int, 0)
  and ${ageAtOpening} <= coalesce((instrument.definition -> 'age' ->> 'max')::int, 200)
)`;
