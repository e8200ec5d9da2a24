/**
 * Instruments (量表): the definition of one, made of its items (`items.ts`) and of how they are scored (`scoring.ts`) with where
 * that is published and what may be shown, and the operations that serve definitions.
 */
import { z } from 'zod';
import { c0, component, DateOnly, Id, LocalizedText, page, pageQuery } from './common.ts';
import { Item, LocalId, ResponseSet } from './items.ts';
import { operation } from './operation.ts';
import { BandSet, CriticalItem, Cutoff, Decision, MissingRule, Scale, Validity, Variant } from './scoring.ts';

const Source = component('Source', z.object({ citation: c0(z.string()), url: c0(z.string().optional()) }));

export const TextLicence = component(
  'TextLicence',
  z.object({
    holder: c0(z.string().max(500), 'Who holds the licence: the school.'),
    reference: c0(z.string().max(500), 'Number or name under which the owner of the scale knows the licence.'),
    date: c0(DateOnly, 'When the licence was given.'),
    digest: c0(
      z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
      'SHA-256 of the wording in canonical JSON (RFC 8785), lower-case hex; given by the service.',
    ),
  }),
  'The licence under which a school filled in the wording of a scale.',
);

const Licence = component(
  'Licence',
  z.object({
    ship: c0(z.enum(['open-text', 'conditional-text', 'keys-only', 'structure-only'])),
    status: c0(z.string()),
    terms: c0(z.string().optional()),
    credit: c0(z.string().optional(), 'The line that must be shown with the text.'),
    source: c0(z.string().optional()),
    textStatus: c0(z.string().optional(), 'How sure the wording is verbatim, in words.'),
    licensed: c0(TextLicence.optional(), 'There when a school filled in the wording, whatever ships.'),
  }),
);

const Loinc = component(
  'Loinc',
  z.object({
    panel: c0(z.string().optional()),
    scales: c0(z.record(LocalId, z.string()).optional()),
    items: c0(z.record(LocalId, z.string()).optional()),
    answers: c0(z.record(z.string(), z.string()).optional()),
  }),
);

const instrumentHead = {
  id: c0(LocalId),
  version: c0(z.string().regex(/^\d+\.\d+\.\d+$/), 'Semantic version of this definition.'),
  title: c0(LocalizedText),
  abbreviation: c0(z.string()),
  respondent: c0(z.enum(['self', 'parent', 'teacher'])),
  administration: c0(
    z.enum(['self', 'interview']),
    '`interview`: asked by a trained adult, never left to be filled in alone.',
  ),
  age: c0(
    z.object({ min: c0(z.int().nullable()), max: c0(z.int().nullable()), note: c0(z.string().optional()) }),
    'In whole years.',
  ),
  licences: c0(z.record(z.string(), Licence), 'By language of the text.'),
};

export const Instrument = component(
  'Instrument',
  z.object({
    ...instrumentHead,
    recall: c0(LocalizedText.optional(), 'The period asked about.'),
    stem: c0(LocalizedText.optional(), 'The question that the items complete, verbatim.'),
    items: z.array(Item).min(1),
    responseSets: z.array(ResponseSet).optional(),
    scales: z.array(Scale),
    bands: z.array(BandSet).optional(),
    cutoffs: z.array(Cutoff).optional(),
    critical: z.array(CriticalItem).optional(),
    decisions: z.array(Decision).optional(),
    validity: z.array(Validity).optional(),
    variants: z.array(Variant).optional(),
    missing: MissingRule,
    sources: z.array(Source).min(1),
    loinc: Loinc.optional(),
    notes: c0(z.array(z.string()).optional()),
    fhir: c0(
      z.string().optional(),
      'What a FHIR questionnaire had beyond this format, to write it again. Made by `fromFhir`; nothing else reads it.',
    ),
  }),
  'A psychological scale: what is asked, how it is scored, where that is published and what may be shown.',
);

export const InstrumentSummary = component(
  'InstrumentSummary',
  z.object({
    ...instrumentHead,
    itemCount: c0(z.int().min(0)),
    languages: c0(z.array(z.string()), 'Languages that have text.'),
  }),
);

const InstrumentParams = z.object({ instrumentId: c0(Id) });

export const instruments = {
  list: operation({
    method: 'GET',
    path: '/v1/instruments',
    summary: 'List the instruments that this service offers',
    authentication: 'session',
    query: z.object(pageQuery),
    status: 200,
    response: page('InstrumentSummary', InstrumentSummary),
  }),
  get: operation({
    method: 'GET',
    path: '/v1/instruments/{instrumentId}',
    summary: 'Read the definition of an instrument',
    authentication: 'session',
    params: InstrumentParams,
    query: z.object({ version: c0(z.string().optional(), 'The newest when left out.') }),
    status: 200,
    response: Instrument,
  }),
};
