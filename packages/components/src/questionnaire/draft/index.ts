/** What becomes of the answers before they are submitted. One chunk, fetched while the first question is read. */
import { extend } from '../extras.ts';
import { draftStrings } from './strings.ts';
import { draftStyles } from './styles.ts';

extend(draftStrings, draftStyles);

export { Keeper } from './keeper.ts';
