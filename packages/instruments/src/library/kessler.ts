/** What the two Kessler scales share. */
import type { Licence, Source } from '@xinqiao/contract/types';

export const kesslerLicences: Record<string, Licence> = {
  'zh-CN': {
    ship: 'keys-only',
    status: 'The authors list translations; Chinese wording and its status are not checked.',
  },
  en: {
    ship: 'open-text',
    status: 'Free, no formal permission needed; cite Kessler 2003 and print the copyright line.',
    terms:
      '“Use of the K6 and K10 is free and does not require any formal permission or approval. We do ask that you please cite … and include the copyright”',
    credit: '© World Health Organization 2003. Kessler et al. (2003), Archives of General Psychiatry 60(2), 184–189.',
    source: 'hcp.med.harvard.edu/ncs/k6_scales.php; the copyright line as NSW Health prints it.',
    textStatus: 'Written down without the sheet at hand; to be compared letter by letter with the NCS sheet.',
  },
};

export const kesslerSources: Source[] = [
  {
    citation:
      'Kessler RC, Barker PR, Colpe LJ, et al. Screening for serious mental illness in the general population. Arch Gen Psychiatry 2003;60:184–189.',
    url: 'https://www.hcp.med.harvard.edu/ncs/k6_scales.php',
  },
];

/** How much of the time, coded from `first` upwards: 0 in the K6, 1 in the K10. */
export const timeOptions = (first: number) =>
  ['None of the time', 'A little of the time', 'Some of the time', 'Most of the time', 'All of the time'].map(
    (en, index) => ({ value: first + index, label: { en } }),
  );

export const thirtyDays = { 'zh-CN': '过去 30 天', en: 'past 30 days' };
export const allAnswered =
  'No published rule for filling gaps that we are sure of: a scale with a missing answer stays unscored (our convention).';
