/** PHQ-15: bodily symptoms over four weeks, fifteen items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { phqLicences } from '../phq-family.ts';

const wordings = [
  { en: 'Stomach pain' },
  { en: 'Back pain' },
  { en: 'Pain in your arms, legs, or joints (knees, hips, etc.)' },
  { en: 'Menstrual cramps or other problems with your periods (WOMEN ONLY)' },
  { en: 'Headaches' },
  { en: 'Chest pain' },
  { en: 'Dizziness' },
  { en: 'Fainting spells' },
  { en: 'Feeling your heart pound or race' },
  { en: 'Shortness of breath' },
  { en: 'Pain or problems during sexual intercourse' },
  { en: 'Constipation, loose bowels, or diarrhea' },
  { en: 'Nausea, gas, or indigestion' },
  { en: 'Feeling tired or having low energy' },
  { en: 'Trouble sleeping' },
];

export const phq15: Instrument = {
  id: 'phq15',
  version: '1.0.0',
  title: { 'zh-CN': '患者健康问卷躯体症状群量表', en: 'Patient Health Questionnaire-15' },
  abbreviation: 'PHQ-15',
  respondent: 'self',
  administration: 'self',
  age: {
    min: 18,
    max: null,
    note: 'item 4 (periods) only for women; item 11 (sexual intercourse) makes it unfit for minors',
  },
  licences: phqLicences({
    'zh-CN': 'Open, but the wording is not included: no zh-CN sheet was at hand.',
    en: 'Verbatim; compared with the CamCOPS string file phq15.xml.',
  }),
  recall: { 'zh-CN': '过去四周', en: 'past 4 weeks' },
  stem: { en: 'During the past 4 weeks, how much have you been bothered by any of the following problems?' },
  responseSets: [
    {
      id: 'bother',
      options: [
        { value: 0, label: { en: 'Not bothered at all' } },
        { value: 1, label: { en: 'Bothered a little' } },
        { value: 2, label: { en: 'Bothered a lot' } },
      ],
    },
  ],
  items: numberedItems('bother', wordings).map(item => (item.id === '4' ? { ...item, required: false } : item)),
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '躯体症状水平', en: 'Somatic symptom level' },
      items: numbers(15),
      method: 'sum',
      min: 0,
      max: 30,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Kroenke 2002 Psychosom Med 64:258',
      ranges: [
        { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '极轻', en: 'minimal' } },
        { id: 'low', min: 5, max: 9, label: { 'zh-CN': '低', en: 'low' } },
        { id: 'medium', min: 10, max: 14, label: { 'zh-CN': '中', en: 'medium' } },
        { id: 'high', min: 15, max: 30, label: { 'zh-CN': '高', en: 'high' } },
      ],
    },
  ],
  missing: {
    rule: 'all-required',
    fixed: { '4': 0 },
    source: 'Item 4 is for women only and counts 0 when left out (men). All others must be answered: our convention.',
  },
  sources: [
    {
      citation:
        'Kroenke K, Spitzer RL, Williams JBW. The PHQ-15: validity of a new measure for evaluating the severity of somatic symptoms. Psychosom Med 2002;64:258–266.',
    },
    { citation: 'CamCOPS, task PHQ-15 (wording).', url: 'https://camcops.readthedocs.io/' },
  ],
  notes: [
    'Item 11 (sexual intercourse) makes the sheet unfit for minors.',
    'A woman who skips item 4 gets 0 for it like a man: the sheet does not tell them apart.',
  ],
};
