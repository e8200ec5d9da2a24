/** The scales whose wording may ship. Importing this brings all of them; `…/library/phq9` brings one. */
import type { Instrument } from '@xinqiao/contract/types';

/** All scales of the library. */
export const library: readonly Instrument[] = [];

/** The scale with this id, or `undefined`. */
export function getInstrument(id: string): Instrument | undefined {
  return library.find(instrument => instrument.id === id);
}
