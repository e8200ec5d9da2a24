/**
 * Wording that may be used under conditions only. It stands apart, so that nothing brings it along by accident: whoever
 * wants it reads the condition and says so in code, by its id.
 */

import type { LicensedText } from '../licensed-text.ts';

/** What somebody must keep to who uses a wording. */
export interface TextCondition {
  /** Names the condition and its edition; `conditionalTexts` wants exactly this. */
  id: string;
  /** In words, to be read by a person. */
  terms: string;
  holder: string;
  /** Where the terms were read. */
  source: string;
  /** How sure the wording is verbatim; where none ships, where it is to be had. */
  textStatus: string;
  /** Languages whose wording is here; where there is none, a school fills it in from the owner's own sheet. */
  languages: readonly string[];
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

const texts: ReadonlyMap<string, ConditionalText> = new Map<string, ConditionalText>([
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
        languages: ['en'],
      },
    },
  ],
  [
    'dass21',
    {
      instrumentId: 'dass21',
      instrumentVersion: '1.0.0',
      language: 'en',
      texts: {
        items: {
          1: 'I found it hard to wind down',
          2: 'I was aware of dryness of my mouth',
          3: "I couldn't seem to experience any positive feeling at all",
          4: 'I experienced breathing difficulty (e.g. excessively rapid breathing, breathlessness in the absence of physical exertion)',
          5: 'I found it difficult to work up the initiative to do things',
          6: 'I tended to over-react to situations',
          7: 'I experienced trembling (e.g. in the hands)',
          8: 'I felt that I was using a lot of nervous energy',
          9: 'I was worried about situations in which I might panic and make a fool of myself',
          10: 'I felt that I had nothing to look forward to',
          11: 'I found myself getting agitated',
          12: 'I found it difficult to relax',
          13: 'I felt down-hearted and blue',
          14: 'I was intolerant of anything that kept me from getting on with what I was doing',
          15: 'I felt I was close to panic',
          16: 'I was unable to become enthusiastic about anything',
          17: "I felt I wasn't worth much as a person",
          18: 'I felt that I was rather touchy',
          19: 'I was aware of the action of my heart in the absence of physical exertion (e.g. sense of heart rate increase, heart missing a beat)',
          20: 'I felt scared without any good reason',
          21: 'I felt that life was meaningless',
        },
        options: {
          0: 'Did not apply to me at all',
          1: 'Applied to me to some degree, or some of the time',
          2: 'Applied to me to a considerable degree, or a good part of time',
          3: 'Applied to me very much, or most of the time',
        },
      },
      condition: {
        id: 'dass21-unmodified-not-for-profit-professionals',
        terms:
          'Not modified; not sold for profit; for researchers or health professionals rather than end users; with a reference to the DASS website (University of New South Wales). A professional of the school switches it on.',
        holder: 'S. H. Lovibond and P. F. Lovibond; University of New South Wales',
        source: 'FAQ of the DASS website, as quoted by executivecounseling.in.',
        textStatus: 'Verbatim; compared with the copy on newcastlepainmanagement.com.au.',
        languages: ['en'],
      },
    },
  ],
]);

/** Conditions of scales whose wording may be used, but is not in our hands letter by letter. */
const withoutWording: Readonly<Record<string, TextCondition>> = {
  psc17: {
    id: 'psc17-mgh-free-of-charge',
    terms: 'Free of charge from Massachusetts General Hospital; taken from there and not changed.',
    holder: 'Massachusetts General Hospital (M. S. Jellinek, J. M. Murphy)',
    source: 'Pages of Massachusetts General Hospital on the Pediatric Symptom Checklist.',
    textStatus: 'Not shipped: to be taken from the hospital’s own sheet, in the mixed order of items.',
    languages: [],
  },
  scared: {
    id: 'scared-clinical-and-research-use',
    terms: 'Free download for clinical and research use. Translations belong to their translators.',
    holder: 'B. Birmaher',
    source: 'Download page of the author’s programme.',
    textStatus: 'Not shipped: to be taken from the author’s own sheet.',
    languages: [],
  },
};

/** The condition of each scale whose wording has one, by the scale's id; those without wording here have no `languages`. */
export const textConditions: Readonly<Record<string, TextCondition>> = {
  ...Object.fromEntries([...texts].map(([id, { condition }]) => [id, condition])),
  ...withoutWording,
};

/**
 * The wording of a scale, for somebody who accepts its condition.
 *
 * @param id of the scale.
 * @param options `accept` is the exact id of the condition, see `textConditions`.
 * @throws {RangeError} when there is no wording for this scale, or another id was given; the message has the terms.
 */
export function conditionalTexts(id: string, { accept }: { accept: string }): ConditionalText {
  const found = texts.get(id);
  const known = new Map(Object.entries(withoutWording)).get(id);
  if (known) throw new RangeError(`No wording of "${id}" ships. ${known.terms} ${known.textStatus}`);
  if (!found) throw new RangeError(`There is no conditional wording for "${id}".`);
  const { condition } = found;
  if (accept !== condition.id) {
    throw new RangeError(
      `The wording of "${id}" has a condition. ${condition.terms} Accept it with "${condition.id}".`,
    );
  }
  return structuredClone(found);
}

/**
 * The same wording as a file for `withLicensedText`, so that the condition is recorded with every use.
 *
 * @param holder who accepted the condition: the school, and the professional who switched it on.
 * @param date when it was accepted, `YYYY-MM-DD`.
 */
export function asLicensedText(
  { instrumentId, instrumentVersion, language, texts: { items, options }, condition }: ConditionalText,
  { holder, date }: { holder: string; date: string },
): LicensedText {
  return {
    instrument: instrumentId,
    version: instrumentVersion,
    language,
    licence: { holder, reference: condition.id, date },
    items: { ...items },
    options: { answers: { ...options } },
  };
}
