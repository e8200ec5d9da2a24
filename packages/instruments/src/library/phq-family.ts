/** What the PHQ and GAD sheets share. */
import type { Licence, ResponseSet } from '@xinqiao/contract/types';

const credit =
  'Developed by Drs. R.L. Spitzer, J.B.W. Williams, K. Kroenke and colleagues, with an educational grant from Pfizer Inc.';

/** The licences of a sheet, with what is known about its wording in each language. */
export const phqLicences = (textStatus: Record<'zh-CN' | 'en', string>): Record<string, Licence> => ({
  'zh-CN': {
    ship: 'open-text',
    status:
      'Public domain or free: the statement of the owner covers the translations on phqscreeners.com. Other Chinese translations are works of their own authors.',
    terms: 'Only the zh-CN sheet published on phqscreeners.com, verbatim.',
    credit,
    source: 'CamCOPS documentation, quoting the owner: “All PHQ, GAD-7 screeners and translations …”',
    textStatus: textStatus['zh-CN'],
  },
  en: {
    ship: 'open-text',
    status: 'Public domain or free.',
    terms: '“No permission required to reproduce, translate, display or distribute.” (Pfizer, phqscreeners.com)',
    credit,
    source: 'Copyright element of the HL7 SDC example PHQ-9; CamCOPS documentation of PHQ-9, GAD-7 and PHQ-15.',
    textStatus: textStatus.en,
  },
});

/** How often, over two weeks. The zero is “Not at all”; some copies of the GAD-7 print it wrongly (Zorowitz 2021). */
export const frequency: ResponseSet = {
  id: 'frequency',
  options: [
    { value: 0, label: { 'zh-CN': '完全不会', en: 'Not at all' } },
    { value: 1, label: { 'zh-CN': '好几天', en: 'Several days' } },
    { value: 2, label: { 'zh-CN': '一半以上的天数', en: 'More than half the days' } },
    { value: 3, label: { 'zh-CN': '几乎每天', en: 'Nearly every day' } },
  ],
};

export const twoWeeks = { 'zh-CN': '过去两周', en: 'past 2 weeks' };
