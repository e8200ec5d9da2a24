import type { QuestionnaireResponse } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';

type Named<T extends string> = Readonly<Record<T, string>>;

export interface ResultReportStrings {
  ownTitle: string;
  answeredOn: (date: string) => string;
  silence: Named<'closing' | 'policy' | 'no-levels'>;
  silenceText: {
    closing: (time: string) => string;
    policy: string;
    'no-levels': string;
  };
  level: string;
  score: (score: string, min: string, max: string) => string;
  meaning: string;
  meaningText: (recall: string) => string;
  helps: string;
  helpList: readonly string[];
  help: string;
  talk: string;
  receiptCode: (code: string) => string;

  title: string;
  print: string;
  studentNumber: (value: string) => string;
  facts: Named<'instrument' | 'version' | 'date' | 'language' | 'licence' | 'status' | 'order'>;
  drawn: (what: string, seed: string) => string;
  drawnWhat: Named<'pages' | 'items' | 'options'>;
  and: string;
  licensed: (holder: string, reference: string, date: string) => string;
  statuses: Named<QuestionnaireResponse['result']['status']>;
  profile: string;
  columns: { scale: string; score: string; range: string; level: string; profile: string; change: string };
  range: (min: string, max: string) => string;
  notScored: string;
  bar: (score: string, min: string, max: string, norm?: string, earlier?: string) => string;
  legend: { score: string; earlier: string; norm: string };
  normOf: (population: string, n: string, language: string, citation: string) => string;
  normPlace: (t: string, percentile?: string) => string;
  normBand: (from: string, to: string) => string;
  noNorm: string;
  since: (date: string) => string;
  noEarlier: string;
  earlierFailed: string;
  changes: Named<'improved' | 'unchanged' | 'worsened'>;
  noMeasurement: string;
  cutoffs: string;
  cutoff: (scale: string, op: string, value: string) => string;
  critical: string;
  criticalNone: string;
  answered: (answer: string) => string;
  quality: string;
  qualityNone: string;
  qualityUnknown: string;
  qualityFlagged: string;
  qualityOpen: (count: number) => string;
  sources: string;
  notADiagnosis: string;
  nothingChosen: string;
  nothingChosenText: string;
}

export const strings: Strings<ResultReportStrings> = {
  'zh-CN': {
    ownTitle: '你的测评结果',
    answeredOn: date => `${date}填写`,
    silence: {
      closing: '结果还没有开放',
      policy: '这次测评不逐一显示结果',
      'no-levels': '这份问卷没有分级结果',
    },
    silenceText: {
      closing: time => `这次测评在 ${time} 结束，结束后你可以在这里看到自己的结果。`,
      policy: '你的回答已经收到，老师会认真看。想了解自己的结果，可以直接去心理中心聊一聊。',
      'no-levels': '你的回答已经收到。想了解它说明什么，可以去心理中心聊一聊。',
    },
    level: '水平',
    score: (score, min, max) => `${score} 分（范围 ${min}–${max}）`,
    meaning: '这说明什么',
    meaningText: recall =>
      `${recall ? `问卷问的是：${recall}。` : ''}结果反映的是填写时那段日子的状态，会随着生活变化。它不是诊断，也不说明你是怎样的人。`,
    helps: '可以试试',
    helpList: [
      '和信任的人说说最近的感受，不用等到「很严重」。',
      '按时睡觉、吃饭，每天出去走一走，先照顾好身体。',
      '如果低落、紧张或睡不好持续两周以上，或影响到学习和生活，去学校心理中心聊一聊，那里尊重你的隐私。',
    ],
    help: '现在就想找人聊聊',
    talk: '不管结果怎样，都可以打电话：',
    receiptCode: code => `回执号 ${code}`,

    title: '测评报告',
    print: '打印',
    studentNumber: value => `学号 ${value}`,
    facts: {
      instrument: '量表',
      version: '版本',
      date: '填写时间',
      language: '所用文本',
      licence: '授权',
      status: '计分',
      order: '题目顺序',
    },
    drawn: (what, seed) => `${what}随机排列（种子 ${seed}）`,
    drawnWhat: { pages: '页面', items: '题目', options: '选项' },
    and: '、',
    licensed: (holder, reference, date) => `由 ${holder} 获得授权（${reference}，${date}）`,
    statuses: {
      complete: '完整',
      prorated: '有少量未答，已按量表规则折算',
      incomplete: '未答题较多，部分或全部未计分',
      invalid_input: '答案无法计分',
      not_valid_profile: '效度量表超出范围，请谨慎解读',
    },
    profile: '剖面图',
    columns: { scale: '量表', score: '得分', range: '范围', level: '水平', profile: '位置', change: '变化' },
    range: (min, max) => `${min}–${max}`,
    notScored: '未计分',
    bar: (score, min, max, norm, earlier) =>
      `得分 ${score}，范围 ${min} 到 ${max}${norm ? `，常模区间 ${norm}` : ''}${earlier ? `，上次 ${earlier}` : ''}`,
    legend: { score: '本次', earlier: '上次', norm: '常模（均值 ± 1 个标准差）' },
    normOf: (population, n, language, citation) =>
      `常模：${population}（n = ${n}，文本 ${language}）。来源：${citation}`,
    normPlace: (t, percentile) => `T ${t}${percentile ? `，百分等级 ${percentile}` : ''}`,
    normBand: (from, to) => `${from}–${to}`,
    noNorm: '没有为这份量表选定常模，因此图上没有常模区间。',
    since: date => `与上次（${date}）相比`,
    noEarlier: '这是第一次填写这一版本的量表，还没有可比较的结果。',
    earlierFailed: '上次的结果暂时没能打开，因此没有显示变化。',
    changes: { improved: '可靠的好转', unchanged: '在测量误差之内', worsened: '可靠的加重' },
    noMeasurement: '没有给出量表的信度，因此只显示分数差，不判断变化是否可靠。',
    cutoffs: '达到的划界分',
    cutoff: (scale, op, value) => `${scale} ${op} ${value}`,
    critical: '需要有人当面了解的回答',
    criticalNone: '没有。',
    answered: answer => `回答：${answer}`,
    quality: '作答质量',
    qualityNone: '没有发现需要注意的地方。',
    qualityUnknown: '资料不足，没有判断。',
    qualityFlagged: '这些只提醒谨慎解读，不是不采用结果的理由。',
    qualityOpen: count => `${count} 项指标因资料不足没有计算。`,
    sources: '分级来源',
    notADiagnosis: '本报告描述填写时的症状水平，不是诊断。任何判断都需要由专业人员当面了解后作出。',
    nothingChosen: '还没有选择报告',
    nothingChosenText: '选择一份问卷后，这里会显示报告。',
  },
  en: {
    ownTitle: 'Your result',
    answeredOn: date => `Answered on ${date}`,
    silence: {
      closing: 'Your result is not open yet',
      policy: 'This survey does not show results one by one',
      'no-levels': 'This questionnaire has no levels',
    },
    silenceText: {
      closing: time => `The survey ends on ${time}. From then on you can read your own result here.`,
      policy:
        'Your answers have arrived and are read with care. If you would like to know what they mean, the psychology centre will talk it over with you.',
      'no-levels':
        'Your answers have arrived. If you would like to know what they mean, the psychology centre will talk it over with you.',
    },
    level: 'Level',
    score: (score, min, max) => `${score} points (from ${min} to ${max})`,
    meaning: 'What this means',
    meaningText: recall =>
      `${recall ? `You were asked about: ${recall}. ` : ''}The result tells how those days were, and it changes as life does. It is not a diagnosis and does not say who you are.`,
    helps: 'What can help',
    helpList: [
      'Tell somebody you trust how things have been. It need not be “bad enough”.',
      'Sleep and eat at regular hours and get outside every day: look after the body first.',
      'If low mood, tension or bad sleep last more than two weeks, or get in the way of study and life, talk to the psychology centre. Your privacy is respected there.',
    ],
    help: 'Talk to somebody now',
    talk: 'Whatever the result is, you can call:',
    receiptCode: code => `Receipt ${code}`,

    title: 'Result report',
    print: 'Print',
    studentNumber: value => `No. ${value}`,
    facts: {
      instrument: 'Instrument',
      version: 'Version',
      date: 'Answered',
      language: 'Wording',
      licence: 'Licence',
      status: 'Scoring',
      order: 'Order',
    },
    drawn: (what, seed) => `${what} in random order (seed ${seed})`,
    drawnWhat: { pages: 'pages', items: 'items', options: 'options' },
    and: ', ',
    licensed: (holder, reference, date) => `Licensed to ${holder} (${reference}, ${date})`,
    statuses: {
      complete: 'Complete',
      prorated: 'A few answers are missing; prorated by the rule of the scale',
      incomplete: 'Too many answers are missing: some or all scales have no score',
      invalid_input: 'The answers could not be scored',
      not_valid_profile: 'A validity scale is out of range: read with care',
    },
    profile: 'Profile',
    columns: {
      scale: 'Scale',
      score: 'Score',
      range: 'Range',
      level: 'Level',
      profile: 'Position',
      change: 'Change',
    },
    range: (min, max) => `${min}–${max}`,
    notScored: 'not scored',
    bar: (score, min, max, norm, earlier) =>
      `Score ${score}, range ${min} to ${max}${norm ? `, norm band ${norm}` : ''}${earlier ? `, last time ${earlier}` : ''}`,
    legend: { score: 'This time', earlier: 'Last time', norm: 'Norm (mean ± 1 standard deviation)' },
    normOf: (population, n, language, citation) =>
      `Norm: ${population} (n = ${n}, wording ${language}). Source: ${citation}`,
    normPlace: (t, percentile) => `T ${t}${percentile ? `, percentile ${percentile}` : ''}`,
    normBand: (from, to) => `${from}–${to}`,
    noNorm: 'No norm has been chosen for this instrument, so the chart has no norm band.',
    since: date => `Compared with last time (${date})`,
    noEarlier: 'This version was answered for the first time: there is nothing to compare with yet.',
    earlierFailed: 'The result of last time could not be opened, so no change is shown.',
    changes: { improved: 'reliably better', unchanged: 'within the error of measurement', worsened: 'reliably worse' },
    noMeasurement: 'No reliability was given for this scale: whether the difference is reliable is not judged.',
    cutoffs: 'Cut-offs reached',
    cutoff: (scale, op, value) => `${scale} ${op} ${value}`,
    critical: 'Answers that call for a person',
    criticalNone: 'None.',
    answered: answer => `Answer: ${answer}`,
    quality: 'How it was answered',
    qualityNone: 'Nothing remarkable.',
    qualityUnknown: 'There was too little data to judge.',
    qualityFlagged: 'A reason to read the result with care, never to leave it out.',
    qualityOpen: count => `${count} ${count === 1 ? 'index was' : 'indices were'} not computed for want of data.`,
    sources: 'Source of the levels',
    notADiagnosis:
      'This report describes symptom levels at the time of answering. It is not a diagnosis. Any judgement takes a professional who has met the person.',
    nothingChosen: 'No report chosen yet',
    nothingChosenText: 'Choose a questionnaire to see its report here.',
  },
};
