/**
 * What only a form without a server needs, when its definition is known to be right: its words, and scoring. Fetched before
 * such a form opens; a page of such forms imports it beside the element, and waits for nothing.
 */
import type { Instrument } from '@xinqiao/contract/types';
import { extendStrings } from './strings.ts';

extendStrings({
  'zh-CN': {
    keptHere: '点「完成」之前，你的回答不会发送给任何人；它们只留在这个页面里，没有存到设备上，关掉页面就没有了。',
  },
  en: {
    keptHere:
      'Nothing is sent to anyone until you choose “Finish”. Your answers stay on this page only; they are not stored on the device and are gone when you close it.',
  },
});

export { score } from '@xinqiao/instruments';

/** The definition as it is. */
export const parseInstrument = (instrument: unknown): Instrument => instrument as Instrument;
