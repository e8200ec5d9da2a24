/**
 * Every scale of the library. Importing this brings all of them; `@xinqiao/instruments/library/phq9` brings one.
 *
 * `library` holds those whose wording ships, ready to be asked. `catalogue` also holds those that ship as keys with
 * empty slots: they can be scored, but not asked before a school that holds a licence has filled in the wording.
 */
import type { Instrument } from '@xinqiao/contract/types';
import type { ResultStructure } from '../imported.ts';
import { pf16 } from './16pf/definition.ts';
import { ais } from './ais/definition.ts';
import { asq } from './asq/definition.ts';
import { ccsmhs } from './ccsmhs/definition.ts';
import { cesd } from './cesd/definition.ts';
import { cesdc } from './cesdc/definition.ts';
import { dass21 } from './dass21/definition.ts';
import { epq } from './epq/definition.ts';
import { gad2 } from './gad2/definition.ts';
import { gad7 } from './gad7/definition.ts';
import { gses } from './gses/definition.ts';
import { isi } from './isi/definition.ts';
import { k10 } from './k10/definition.ts';
import { k6 } from './k6/definition.ts';
import { mht } from './mht/definition.ts';
import { mssmhs } from './mssmhs/definition.ts';
import { phq15 } from './phq15/definition.ts';
import { phq2 } from './phq2/definition.ts';
import { phq4 } from './phq4/definition.ts';
import { phq9 } from './phq9/definition.ts';
import { phqa } from './phqa/definition.ts';
import { psc17 } from './psc17/definition.ts';
import { psqi } from './psqi/definition.ts';
import { pss10 } from './pss10/definition.ts';
import { pss14 } from './pss14/definition.ts';
import { rses } from './rses/definition.ts';
import { rsesZh } from './rses_zh/definition.ts';
import { sas } from './sas/definition.ts';
import { scared } from './scared/definition.ts';
import { scl90 } from './scl90/definition.ts';
import { sdqParent } from './sdq_parent/definition.ts';
import { sdqSelf } from './sdq_self/definition.ts';
import { sdqTeacher } from './sdq_teacher/definition.ts';
import { sds } from './sds/definition.ts';
import { swls } from './swls/definition.ts';
import { upi } from './upi/definition.ts';
import { who5 } from './who5/definition.ts';

/** The scales that can be asked as they stand: their wording ships in one language at least. */
export const library: readonly Instrument[] = [
  phq9,
  gad7,
  phq4,
  phq15,
  k6,
  k10,
  cesd,
  rses,
  swls,
  asq,
  phq2,
  gad2,
  gses,
];

/** All scales, those without wording as well. */
export const catalogue: readonly Instrument[] = [
  ...library,
  phqa,
  cesdc,
  pss10,
  pss14,
  rsesZh,
  ais,
  isi,
  psc17,
  scared,
  mssmhs,
  who5,
  dass21,
  sds,
  sas,
  scl90,
  upi,
  mht,
  sdqSelf,
  sdqParent,
  sdqTeacher,
  psqi,
];

/** What is scored elsewhere: only results are taken in, by `parseImportedResult`. */
export const structures: readonly ResultStructure[] = [epq, pf16, ccsmhs];

/** The scale of the catalogue with this id, or `undefined`. */
export function getInstrument(id: string): Instrument | undefined {
  return catalogue.find(instrument => instrument.id === id);
}
