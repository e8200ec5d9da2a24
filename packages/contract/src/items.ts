/**
 * Items: what an instrument asks, under which condition, and what an answer may be.
 *
 * Items are a flat list in the order they are asked; an item names the group that encloses it. A flat list keeps
 * checking and skip logic linear and free of recursion whatever a definition nests.
 */
import { z } from 'zod';
import { c0, component, LocalizedText } from './common.ts';

/** Item, scale, band and option-set ids inside a definition. `__proto__` and its kin are refused by the checker. */
export const LocalId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/**
 * One answer. Choice: the option's value. Multiple choice: an array of option values without repeats. Number and
 * scale: a number. Text: a string. `null` (or the key left out) is a missing answer.
 */
export const AnswerValue = component(
  'AnswerValue',
  z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])), z.null()]),
);

/** Answers by item id. */
export const Answers = component('Answers', z.record(z.string().max(64), AnswerValue), 'Answers by item id.');

const Option = component(
  'Option',
  z.object({
    value: c0(
      z.union([z.number(), z.string().max(64)]),
      'What is stored and scored. A string value counts as not scored unless a rule names it.',
    ),
    label: c0(LocalizedText),
    exclusive: c0(z.boolean().optional(), 'Multiple choice: choosing it clears the others ("none of these").'),
    picture: c0(
      z
        .string()
        .max(100_000)
        .regex(/^(\/(?![/\\])|data:image\/(png|jpeg|webp|gif);base64,)[\x21-\x7e]*$/)
        .optional(),
      'Picture beside the label, which says the same in words: a path on the page’s own host (`/…`) or a `data:image/…;base64,` URL.',
    ),
  }),
);

export const ResponseSet = component(
  'ResponseSet',
  z.object({ id: c0(LocalId), options: z.array(Option).min(1).max(200) }),
  'Options shared by several items.',
);

export const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='] as const;

export const Condition = component(
  'Condition',
  z.object({
    item: c0(LocalId),
    op: c0(z.enum([...COMPARISONS, 'exists'])),
    value: c0(
      z.union([z.number(), z.string(), z.boolean()]),
      'For `exists`: true or false. For a multiple choice, `=` holds when the value is among those chosen.',
    ),
  }),
  'A condition on another item; one on an unanswered item does not hold (except `exists` = false).',
);

const itemBase = {
  id: c0(LocalId),
  text: c0(LocalizedText.optional(), 'Verbatim wording by language; left out where the licence allows no text.'),
  help: c0(LocalizedText.optional()),
  group: c0(LocalId.optional(), 'Id of the enclosing group, which stands earlier in the list.'),
  enableWhen: z.array(Condition).max(50).optional(),
  enableBehavior: c0(z.enum(['all', 'any']).optional(), 'How several conditions combine; `all` when left out.'),
};
const questionBase = {
  ...itemBase,
  required: c0(z.boolean().optional(), 'True when left out.'),
  control: c0(
    LocalId.optional(),
    'Name of a control that a page may have for this question; the one of its type where it has none.',
  ),
  readingLevel: c0(
    z.int().min(1).max(12).optional(),
    'School grade (年级) from which a pupil reads it unaided, 1 to 12.',
  ),
};

export const Item = component(
  'Item',
  z.discriminatedUnion('type', [
    z.object({
      type: c0(z.literal('choice')),
      ...questionBase,
      responseSet: c0(LocalId.optional(), 'Either this or `options`.'),
      options: z.array(Option).min(1).max(200).optional(),
    }),
    z.object({
      type: c0(z.literal('multiple-choice')),
      ...questionBase,
      responseSet: c0(LocalId.optional()),
      options: z.array(Option).min(1).max(200).optional(),
      minSelected: c0(z.int().min(0).optional()),
      maxSelected: c0(z.int().min(1).optional()),
    }),
    z.object({
      type: c0(z.literal('number')),
      ...questionBase,
      min: c0(z.number().optional()),
      max: c0(z.number().optional()),
      integer: c0(z.boolean().optional()),
      unit: c0(LocalizedText.optional()),
    }),
    z.object({
      type: c0(z.literal('text')),
      ...questionBase,
      multiline: c0(z.boolean().optional()),
      maxLength: c0(z.int().min(1).max(10_000).optional(), 'In UTF-16 code units; 2,000 when left out.'),
      format: c0(z.enum(['time']).optional(), '`time`: a time of day, `HH:MM` from 00:00 to 23:59.'),
    }),
    z.object({
      type: c0(z.literal('scale')),
      ...questionBase,
      min: c0(z.number()),
      max: c0(z.number()),
      step: c0(z.number().positive().optional(), '1 when left out.'),
      minLabel: c0(LocalizedText.optional()),
      maxLabel: c0(LocalizedText.optional()),
    }),
    z.object({ type: c0(z.literal('display')), ...itemBase }),
    z.object({ type: c0(z.literal('group')), ...itemBase }),
  ]),
  'A question, a text to read, or a group.',
);
