/**
 * The audit: who read or wrote what, when, for which purpose, and how it ended. Every read of C3–C7 and every write has an
 * entry. An entry holds no name, no answer and no score.
 */
import { z } from 'zod';
import { c0, c7, component, DATA_CLASSES, Id, page, pageQuery, Role, Timestamp } from './common.ts';
import { operation } from './operation.ts';

/**
 * Why somebody reads or writes, as schools in China name it. The law asks for a definite purpose (《个人信息保护法》 6), not
 * for these words: the list is ours.
 *
 * | code | is |
 * | --- | --- |
 * | own | 本人使用: the person's own data, or the person's own answer |
 * | care | 日常关怀、谈心谈话 |
 * | follow-up | 预警跟进、危机干预 |
 * | assessment | 测评结果的复核与研判 |
 * | counselling | 心理咨询、个案工作 |
 * | case-review | 研判会 |
 * | hand-over | 交接、转介、复学 |
 * | guardian-contact | 家校沟通 |
 * | legal-duty | 强制报告、依法协助 |
 * | rights-request | 本人或监护人的查阅、更正、删除请求 |
 * | administration | 排课、名册、教务 |
 * | operation | 系统运维 |
 * | sign-in | 门户为已登录者换取会话 |
 * | break-glass | 紧急查阅; set by the service and never named by a caller |
 * | other | 其他; needs a note |
 */
export const PURPOSES = [
  'own',
  'care',
  'follow-up',
  'assessment',
  'counselling',
  'case-review',
  'hand-over',
  'guardian-contact',
  'legal-duty',
  'rights-request',
  'administration',
  'operation',
  'sign-in',
  'break-glass',
  'other',
] as const;
export const Purpose = component('Purpose', z.enum(PURPOSES), 'Why somebody read or wrote.');

/** Code of {@link PURPOSES}; when it is left out the purpose follows from the operation, where the school allows that. */
export const PURPOSE_HEADER = 'xinqiao-purpose';
/** A few words beside the code, at most 200 characters, percent-encoded UTF-8 (`encodeURIComponent`). */
export const PURPOSE_NOTE_HEADER = 'xinqiao-purpose-note';
/** In characters, after decoding. */
export const PURPOSE_NOTE_LIMIT = 200;

export const AuditEntry = component(
  'AuditEntry',
  z.object({
    id: c7(Id),
    at: c7(Timestamp),
    actor: c7(Id, 'Who: 学号 or 工号 of a person, id of a secret key.'),
    role: c7(Role.nullable(), 'The role in which the person acted; null for a secret key.'),
    sessionId: c7(Id.nullable()),
    operation: c7(z.string(), 'Name in the contract, e.g. `alerts.get`.'),
    action: c7(z.enum(['read', 'write'])),
    classes: c7(z.array(z.enum(DATA_CLASSES)), 'Data classes that the role is given by this operation.'),
    purpose: c7(Purpose),
    outcome: c7(
      z.enum(['done', 'repeated', 'refused']),
      '`repeated`: a second request with the same Idempotency-Key got the first answer. `refused`: 403 or 404.',
    ),
    requestId: c7(z.string()),
    batch: c7(
      z.int().min(1).nullable(),
      'The sealed batch of the chain that holds the entry; null until it is sealed.',
    ),
  }),
  'What was done, without whom it was about.',
);

export const audit = {
  list: operation({
    method: 'GET',
    path: '/v1/audit',
    summary: 'List audit entries, newest first, without whom they are about (operator)',
    authentication: 'session',
    query: z.object({
      ...pageQuery,
      from: c0(Timestamp.optional(), 'Only entries of this moment or later.'),
      to: c0(Timestamp.optional(), 'Only entries before this moment.'),
    }),
    status: 200,
    response: page('AuditEntry', AuditEntry),
  }),
};
