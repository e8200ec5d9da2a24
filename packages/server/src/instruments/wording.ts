/** Whether an instrument can be asked, and by which right its words are shown. */
import type { Instrument, TextLicence } from '@xinqiao/contract/types';
import { languagesOf, textOf } from '@xinqiao/instruments';
import { sql, type SqlBool } from 'kysely';

/** The licence of the school for the wording that was shown; `undefined` for wording that ships. */
export function textLicenceOf(instrument: Instrument, language: string): TextLicence | undefined {
  const tags = Object.fromEntries(languagesOf(instrument).map(tag => [tag, tag]));
  const shown = textOf(tags, language)?.text;
  return shown === undefined ? undefined : instrument.licences[shown]?.licensed;
}

/** In a query that has `instruments`: every required question has words in some language. */
export const hasWording = sql<SqlBool>`not exists (
  select from jsonb_array_elements(instruments.definition -> 'items') as item
  where item ->> 'type' not in ('display', 'group')
    and coalesce(item ->> 'required', 'true') <> 'false'
    and item -> 'text' is null
)`;
