/**
 * Wording that may be used under conditions only. It stands apart, so that nothing brings it along by accident: whoever
 * wants it reads the condition and says so in code, by its id.
 */

/** What somebody must keep to who uses a wording. */
export interface TextCondition {
  /** Names the condition and its edition; `conditionalTexts` wants exactly this. */
  id: string;
  /** In words, to be read by a person. */
  terms: string;
  holder: string;
  /** Where the terms were read. */
  source: string;
  /** How sure the wording is verbatim. */
  textStatus: string;
}

/** The wording of a scale in one language. */
export interface ConditionalText {
  instrumentId: string;
  instrumentVersion: string;
  language: string;
  texts: { items: Readonly<Record<string, string>>; options: Readonly<Record<string, string>> };
  /** The condition that was accepted. */
  condition: TextCondition;
}

const texts: ReadonlyMap<string, ConditionalText> = new Map([
  [
    'who5',
    {
      instrumentId: 'who5',
      instrumentVersion: '1.0.0',
      language: 'en',
      texts: {
        items: {
          1: 'I have felt cheerful and in good spirits',
          2: 'I have felt calm and relaxed',
          3: 'I have felt active and vigorous',
          4: 'I woke up feeling fresh and rested',
          5: 'My daily life has been filled with things that interest me',
        },
        options: {
          0: 'At no time',
          1: 'Some of the time',
          2: 'Less than half of the time',
          3: 'More than half of the time',
          4: 'Most of the time',
          5: 'All of the time',
        },
      },
      condition: {
        id: 'who5-non-commercial-share-alike-2024',
        terms:
          'CC BY-NC-SA 3.0 IGO: non-commercial use, shared under the same licence, with credit to WHO. A commercial product needs the permission of WHO.',
        holder: 'World Health Organization',
        source: 'WHO edition of 2024; older pages call the scale free without permission.',
        textStatus: 'Verbatim; compared with the copy on mycctoolkit.com.',
      },
    },
  ],
]);

/** The condition of each scale that has wording here, by the scale's id. */
export const textConditions: Readonly<Record<string, TextCondition>> = Object.fromEntries(
  [...texts].map(([id, { condition }]) => [id, condition]),
);

/**
 * The wording of a scale, for somebody who accepts its condition.
 *
 * @param id of the scale.
 * @param options `accept` is the exact id of the condition, see `textConditions`.
 * @throws {RangeError} when there is no wording for this scale, or another id was given; the message has the terms.
 */
export function conditionalTexts(id: string, { accept }: { accept: string }): ConditionalText {
  const found = texts.get(id);
  if (!found) throw new RangeError(`There is no conditional wording for "${id}".`);
  const { condition } = found;
  if (accept !== condition.id) {
    throw new RangeError(
      `The wording of "${id}" has a condition. ${condition.terms} Accept it with "${condition.id}".`,
    );
  }
  return structuredClone(found);
}
