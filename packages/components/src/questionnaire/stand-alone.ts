/**
 * What only a form without a server needs: checking its definition, and scoring. Fetched before such a form opens; a page of
 * such forms imports it beside the element, and waits for nothing.
 */
export { parseInstrument } from '@xinqiao/instruments';
export { score } from './trusted.ts';
