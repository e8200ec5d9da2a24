/**
 * What every resource file shares: data classes, identifiers, times, languages, roles, lists and problems.
 */
import { z } from 'zod';

/**
 * Data classes: who may see a property is decided by its class, never by its name.
 *
 * | class | holds |
 * | --- | --- |
 * | C0 | nothing about a person: public definitions, configuration, paging |
 * | C1 | roster; done / not done |
 * | C2 | attendance and credits |
 * | C3 | a "needs follow-up" task |
 * | C4 | scores and reports |
 * | C5 | answers to single items |
 * | C6 | case notes, plans, referrals |
 * | C7 | audit |
 * | C8 | aggregates |
 */
export const DATA_CLASSES = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** The key under which a schema (and so the OpenAPI document) carries the data class of a property. */
export const DATA_CLASS_KEY = 'x-data-class';

const classed =
  (dataClass: DataClass) =>
  <T extends z.ZodType>(schema: T, description?: string): T =>
    schema.meta({ [DATA_CLASS_KEY]: dataClass, ...(description === undefined ? {} : { description }) });

/** Mark a property with its data class: `c4(z.number(), 'raw score')`. Returns a copy of the schema. */
export const c0 = classed('C0');
export const c1 = classed('C1');
export const c2 = classed('C2');
export const c3 = classed('C3');
export const c4 = classed('C4');
export const c5 = classed('C5');
export const c6 = classed('C6');
export const c7 = classed('C7');
export const c8 = classed('C8');

/** Name a schema as a component of the OpenAPI document. Not inherited by copies. */
export function component<T extends z.ZodType>(id: string, schema: T, description?: string): T {
  return schema.meta({ id, ...(description === undefined ? {} : { description }) });
}

/** An opaque identifier; 1 to 64 of `A–Z a–z 0–9 . _ -`. Clients compare it and never read it. */
export const Id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);
/** RFC 3339 date-time with an offset, e.g. `2026-09-12T08:30:00+08:00`. */
export const Timestamp = component(
  'Timestamp',
  z.iso.datetime({ offset: true }),
  'RFC 3339 date-time with an offset, e.g. `2026-09-12T08:30:00+08:00`.',
);
/** A calendar date, `YYYY-MM-DD`, with no time zone. */
export const DateOnly = component('DateOnly', z.iso.date(), 'A calendar date, `YYYY-MM-DD`, with no time zone.');

/** Text by BCP 47 language tag; zh-CN is the source language. At least one language. */
export const LocalizedText = component(
  'LocalizedText',
  z.record(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(20_000)),
  'Text by BCP 47 language tag, for example {"zh-CN": "…", "en": "…"}.',
);

export const ROLES = [
  'student',
  'dorm-leader',
  'class-committee',
  'counsellor',
  'homeroom-teacher',
  'psych-staff',
  'college-leader',
  'school-leader',
  'guardian',
  'district-officer',
  'hospital-partner',
  'operator',
] as const;
export const Role = component(
  'Role',
  z.enum(ROLES),
  'The role in which a person acts, held at a node of the organisation.',
);

export const STAGES = [
  'upper-primary',
  'junior-secondary',
  'senior-secondary',
  'secondary-vocational',
  'undergraduate',
  'postgraduate',
] as const;
/** 学段: 小学高年级, 初中, 高中, 中职, 本专科, 研究生. */
export const Stage = component('Stage', z.enum(STAGES), 'School stage (学段).');

/**
 * A number of students in an aggregate, or why it is not shown. Who sees the single rows as well gets numbers alone; the
 * others none that is, or leaves, fewer than k (5 within a school, 10 for a district): `fewer` and `all-but-fewer` hold
 * none and all as well.
 */
export const AggregateCell = component(
  'AggregateCell',
  z.discriminatedUnion('kind', [
    z.object({ kind: c8(z.literal('value')), value: c8(z.int().min(0)) }),
    z.object({ kind: c8(z.literal('fewer')), than: c8(z.int().min(2), 'From 0 to one less than this.') }),
    z.object({
      kind: c8(z.literal('all-but-fewer')),
      than: c8(z.int().min(2), 'All of the group but from 0 to one less than this.'),
    }),
    z.object({
      kind: c8(z.literal('withheld')),
      reason: c8(
        z.enum(['small-group', 'protects-others']),
        'The group itself is too small, or with this number that of another could be worked out.',
      ),
    }),
  ]),
  'A number of students, or why it is not shown.',
);

/** A list: one page of rows and the cursor of the next, `null` on the last page. */
export function page<T extends z.ZodType>(id: string, row: T) {
  return component(
    `${id}Page`,
    z.object({
      data: z.array(row),
      nextCursor: c0(z.string().max(512).nullable(), 'Opaque; pass it as `cursor`. Null on the last page.'),
    }),
  );
}

/** Query of every list. `limit` is 1 to 200 rows. */
export const pageQuery = {
  cursor: c0(z.string().max(512).optional(), 'The `nextCursor` of the page before.'),
  limit: c0(z.coerce.number().int().min(1).max(200).optional(), 'Rows a page, 1 to 200; 50 when left out.'),
};

export const PROBLEM_CODES = [
  'invalid-request',
  'invalid-answers',
  'malformed-body',
  'body-too-large',
  'unsupported-media-type',
  'unauthenticated',
  'session-expired',
  'session-foreign',
  'forbidden',
  'not-found',
  'method-not-allowed',
  'consent-required',
  'purpose-required',
  'campaign-not-open',
  'already-submitted',
  'idempotency-conflict',
  'state-conflict',
  'gone',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;

const PointedError = z.object({
  pointer: c0(z.string(), 'RFC 6901 JSON pointer into the request body, or `?name` of a query parameter.'),
  code: c0(z.string(), 'Stable reason, e.g. `unknown-item`, `not-an-option`, `wrong-type`, `required`, `too-long`.'),
  detail: c0(z.string(), 'One sentence for a developer. Never holds what the person answered.'),
});

/** RFC 9457 problem details; media type `application/problem+json`. */
export const Problem = component(
  'Problem',
  z.object({
    type: c0(z.string(), 'Stable URI reference of the kind of problem, `/problems/<code>`.'),
    title: c0(z.string()),
    status: c0(z.int().min(400).max(599)),
    code: c0(z.enum(PROBLEM_CODES)),
    detail: c0(z.string().optional()),
    requestId: c0(z.string()),
    errors: z.array(PointedError).optional(),
  }),
  'RFC 9457 problem details.',
);
