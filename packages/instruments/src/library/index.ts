/** The scales whose wording may ship. Importing this brings all of them; `@xinqiao/instruments/library/phq9` one. */
import type { Instrument } from '@xinqiao/contract/types';
import { asq } from './asq/definition.ts';
import { cesd } from './cesd/definition.ts';
import { gad7 } from './gad7/definition.ts';
import { k10 } from './k10/definition.ts';
import { k6 } from './k6/definition.ts';
import { phq15 } from './phq15/definition.ts';
import { phq4 } from './phq4/definition.ts';
import { phq9 } from './phq9/definition.ts';
import { rses } from './rses/definition.ts';
import { swls } from './swls/definition.ts';

/** All scales of the library. */
export const library: readonly Instrument[] = [phq9, gad7, phq4, phq15, k6, k10, cesd, rses, swls, asq];

/** The scale with this id, or `undefined`. */
export function getInstrument(id: string): Instrument | undefined {
  return library.find(instrument => instrument.id === id);
}
