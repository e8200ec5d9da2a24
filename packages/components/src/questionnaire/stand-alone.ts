/** What only a form without a server needs: checking its definition and scoring. One chunk, there before the first question. */
export { parseInstrument, score } from '@xinqiao/instruments';
