/** PHQ-9: depressive symptoms over two weeks, nine items. */
import type { Instrument } from '@xinqiao/contract/types';
import { numberedItems, numbers } from '../numbered.ts';
import { frequency, phqLicences, twoWeeks } from '../phq-family.ts';

export const phq9: Instrument = {
  id: 'phq9',
  version: '1.0.0',
  title: { 'zh-CN': '患者健康问卷抑郁症状群量表(9项)', en: 'Patient Health Questionnaire-9' },
  abbreviation: 'PHQ-9',
  respondent: 'self',
  administration: 'self',
  age: {
    min: 18,
    max: null,
    note: 'adult norm; used and validated from about 12 in many studies; for minors prefer PHQ-A',
  },
  licences: phqLicences({
    'zh-CN':
      'The form that nearly all public copies carry (a few have 没有乐趣 in item 1); to be compared with the official zh-CN sheet before clinical use.',
    en: 'Verbatim; compared with the CamCOPS string file phq9.xml.',
  }),
  recall: twoWeeks,
  stem: {
    'zh-CN': '在过去的两个星期里，你有多少时候受到以下问题所困扰？',
    en: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  },
  responseSets: [frequency],
  items: [
    ...numberedItems('frequency', [
      { 'zh-CN': '做事时提不起劲或没有兴趣', en: 'Little interest or pleasure in doing things' },
      { 'zh-CN': '感到心情低落、沮丧或绝望', en: 'Feeling down, depressed, or hopeless' },
      { 'zh-CN': '入睡困难、睡不安稳或睡眠过多', en: 'Trouble falling or staying asleep, or sleeping too much' },
      { 'zh-CN': '感觉疲倦或没有活力', en: 'Feeling tired or having little energy' },
      { 'zh-CN': '食欲不振或吃太多', en: 'Poor appetite or overeating' },
      {
        'zh-CN': '觉得自己很糟，或觉得自己很失败，或让自己或家人失望',
        en: 'Feeling bad about yourself — or that you are a failure or have let yourself or your family down',
      },
      {
        'zh-CN': '对事物专注有困难，例如阅读报纸或看电视时',
        en: 'Trouble concentrating on things, such as reading the newspaper or watching television',
      },
      {
        'zh-CN': '动作或说话速度缓慢到别人已经察觉？或正好相反——烦躁或坐立不安、动来动去的情况更胜于平常',
        en: 'Moving or speaking so slowly that other people could have noticed? Or the opposite — being so fidgety or restless that you have been moving around a lot more than usual',
      },
      {
        'zh-CN': '有不如死掉或用某种方式伤害自己的念头',
        en: 'Thoughts that you would be better off dead or of hurting yourself in some way',
      },
    ]),
    {
      type: 'choice',
      id: '10',
      required: false,
      text: {
        en: 'If you checked off any problems, how difficult have these problems made it for you to do your work, take care of things at home, or get along with other people?',
      },
      options: [
        { value: 0, label: { en: 'Not difficult at all' } },
        { value: 1, label: { en: 'Somewhat difficult' } },
        { value: 2, label: { en: 'Very difficult' } },
        { value: 3, label: { en: 'Extremely difficult' } },
      ],
    },
  ],
  scales: [
    {
      id: 'total',
      title: { 'zh-CN': '抑郁症状水平', en: 'Depressive symptom level' },
      items: numbers(9),
      method: 'sum',
      min: 0,
      max: 27,
      primary: true,
    },
  ],
  bands: [
    {
      key: 'total',
      scale: 'total',
      source: 'Kroenke, Spitzer & Williams 2001 J Gen Intern Med 16:606',
      ranges: [
        { id: 'minimal', min: 0, max: 4, label: { 'zh-CN': '无或极轻', en: 'minimal' } },
        { id: 'mild', min: 5, max: 9, label: { 'zh-CN': '轻度', en: 'mild' } },
        { id: 'moderate', min: 10, max: 14, label: { 'zh-CN': '中度', en: 'moderate' } },
        { id: 'moderately_severe', min: 15, max: 19, label: { 'zh-CN': '中重度', en: 'moderately severe' } },
        { id: 'severe', min: 20, max: 27, label: { 'zh-CN': '重度', en: 'severe' } },
      ],
    },
  ],
  cutoffs: [{ id: 'screen_positive', scale: 'total', op: '>=', value: 10, source: 'Kroenke 2001; Kroenke 2010' }],
  critical: [
    {
      id: 'suicidal_ideation',
      item: '9',
      op: '>=',
      value: 1,
      basis: 'Published practice: any positive answer to item 9 needs same-day follow-up by a trained person.',
    },
  ],
  missing: {
    rule: 'prorate',
    maxMissing: 2,
    source:
      'Convention attributed to the PHQ authors: one or two missing items may be replaced by the mean of the others; with more than two missing, do not score.',
  },
  sources: [
    {
      citation:
        'Kroenke K, Spitzer RL, Williams JBW. The PHQ-9: validity of a brief depression severity measure. J Gen Intern Med 2001;16:606–613.',
    },
    { citation: 'CamCOPS, task PHQ-9 (wording).', url: 'https://camcops.readthedocs.io/' },
  ],
  loinc: {
    panel: '44249-1',
    scales: { total: '44261-6' },
    items: {
      '1': '44250-9',
      '2': '44255-8',
      '3': '44259-0',
      '4': '44254-1',
      '5': '44251-7',
      '6': '44258-2',
      '7': '44252-5',
      '8': '44253-3',
      '9': '44260-8',
      '10': '69722-7',
    },
    answers: { '0': 'LA6568-5', '1': 'LA6569-3', '2': 'LA6570-1', '3': 'LA6571-9' },
  },
  notes: [
    'Say 抑郁症状水平 (depressive symptom level); a score is never a diagnosis.',
    'Item 10 (difficulty) is not scored; it ships in English only.',
    'LOINC: the panel and the codes of the answers 0 to 2 were read at the source; compare the others before exchanging data.',
  ],
};
