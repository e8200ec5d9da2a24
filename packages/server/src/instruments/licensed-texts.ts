/** Wordings that a licensed school brings: read at the start, all or none, and gone again when the file is. */
import type { Instrument } from '@xinqiao/contract/types';
import { checkLicensedText, type LicensedText, withLicensedText, withoutLicensedText } from '@xinqiao/instruments';
import { getInstrument } from '@xinqiao/instruments/library';
import { canonicalJson, sha256Hex } from '../app/digest.ts';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { json } from '../database/tables/columns.ts';
import { hasWording } from './wording.ts';

/** A file as it was read. */
export interface LicensedTextFile {
  name: string;
  /** JSON, see `LicensedText` of @xinqiao/instruments. */
  content: string;
}

/** Files that can't be used: the service doesn't start with half of what a school has a licence for. */
export class LicensedTextsError extends Error {
  override readonly name = 'LicensedTextsError';
  /** File, JSON pointer and message of each fault. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The licensed texts can't be used:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

const keyOf = ({ id, version }: Pick<Instrument, 'id' | 'version'>) => `${id} ${version}`;

function parse({ name, content }: LicensedTextFile, faults: string[]): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    faults.push(`${name}: no JSON: ${(error as Error).message}`);
    return undefined;
  }
}

/** The instrument and version that a file names, as far as it names any. */
function named(value: unknown): { id: string; version: string } | undefined {
  const { instrument: id, version } = (value ?? {}) as Partial<LicensedText>;
  return typeof id === 'string' && typeof version === 'string' ? { id, version } : undefined;
}

async function fill(instrument: Instrument, text: LicensedText): Promise<Instrument> {
  const { title, stem, items, options, itemOptions, language } = text;
  const digest = await sha256Hex(canonicalJson({ title, stem, items, options, itemOptions }));
  const filled = withLicensedText(instrument, text);
  const licence = filled.licences[language]!;
  const licences = { ...filled.licences, [language]: { ...licence, licensed: { ...licence.licensed!, digest } } };
  return { ...filled, licences };
}

/**
 * Fills the definitions of the tenant with the wordings of the files, and empties those whose file is no longer there: a
 * wording may be shown as long as its licence is. A response keeps the licence under which it was given.
 *
 * @throws {LicensedTextsError} with every fault of every file; then nothing has changed.
 */
export async function registerLicensedTexts(
  { kysely }: Database,
  files: readonly LicensedTextFile[],
  { tenant = DEFAULT_TENANT }: { tenant?: string } = {},
): Promise<void> {
  await kysely.transaction().execute(async db => {
    const rows = await db
      .selectFrom('instruments')
      .select('definition')
      .where('tenant_id', '=', tenant)
      // Two processes that start at once fill one after the other.
      .forUpdate()
      .execute();
    const stored = new Map(rows.map(({ definition }) => [keyOf(definition), definition]));
    const wanted = new Map([...stored].map(([key, definition]) => [key, withoutLicensedText(definition)]));
    const faults: string[] = [];
    const seen = new Map<string, string>();
    for (const file of files) {
      const value = parse(file, faults);
      if (value === undefined) continue;
      const name = named(value);
      const known = name && getInstrument(name.id);
      const definition = name && (wanted.get(keyOf(name)) ?? (known?.version === name.version ? known : undefined));
      if (!definition) {
        const what = name ? `There is no instrument "${name.id}" ${name.version}.` : 'Names no instrument and version.';
        faults.push(`${file.name}: /instrument ${what}`);
        continue;
      }
      const text = value as LicensedText;
      const slot = `${keyOf(definition)} ${text.language}`;
      const other = seen.get(slot);
      if (other) {
        faults.push(`${file.name}: /language ${other} has the wording for ${slot} already.`);
        continue;
      }
      const findings = checkLicensedText(definition, value);
      for (const { path, message } of findings) faults.push(`${file.name}: ${path || '/'} ${message}`);
      if (findings.length > 0) continue;
      seen.set(slot, file.name);
      wanted.set(keyOf(definition), await fill(definition, text));
    }
    if (faults.length > 0) throw new LicensedTextsError(faults);
    for (const [key, definition] of wanted) {
      const before = stored.get(key);
      if (before && canonicalJson(before) === canonicalJson(definition)) continue;
      const { id, version } = definition;
      await db
        .insertInto('instruments')
        .values({ tenant_id: tenant, id, version, definition: json(definition), registered_at: new Date() })
        .onConflict(conflict =>
          conflict.columns(['tenant_id', 'id', 'version']).doUpdateSet({ definition: json(definition) }),
        )
        .execute();
    }
  });
}

/** Campaigns that aren't closed and ask what has no wording: nobody is asked it, and somebody should know. */
export async function askedWithoutWording(
  { kysely }: Database,
  { tenant = DEFAULT_TENANT, now = new Date() }: { tenant?: string; now?: Date } = {},
): Promise<{ campaignId: string; instrumentId: string; instrumentVersion: string }[]> {
  return kysely
    .selectFrom('campaign_instruments as asked')
    .innerJoin('campaigns', join =>
      join.onRef('campaigns.tenant_id', '=', 'asked.tenant_id').onRef('campaigns.id', '=', 'asked.campaign_id'),
    )
    .innerJoin('instruments', join =>
      join
        .onRef('instruments.tenant_id', '=', 'asked.tenant_id')
        .onRef('instruments.id', '=', 'asked.instrument_id')
        .onRef('instruments.version', '=', 'asked.instrument_version'),
    )
    .select([
      'asked.campaign_id as campaignId',
      'asked.instrument_id as instrumentId',
      'asked.instrument_version as instrumentVersion',
    ])
    .where('asked.tenant_id', '=', tenant)
    .where('campaigns.closes_at', '>', now)
    .where(query => query.not(hasWording))
    .orderBy('asked.campaign_id')
    .orderBy('asked.position')
    .execute();
}
