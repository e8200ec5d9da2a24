import type { CampaignPlan, CampaignPlanContent, CampaignTarget } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';

type Content = CampaignPlanContent;

export interface CampaignEditorStrings {
  title: string;
  lead: string;
  create: string;
  noneTitle: string;
  noneText: string;
  untitled: string;
  states: Readonly<Record<CampaignPlan['state'], string>>;
  savedBy: (name: string, time: string) => string;
  window: (from: string, to: string) => string;
  noWindow: string;
  back: string;
  copy: string;
  copied: string;
  contentLanguage: string;
  languages: Readonly<Record<'zh-CN' | 'en', string>>;
  optional: string;
  parts: Readonly<
    Record<'basics' | 'target' | 'instruments' | 'window' | 'feedback' | 'abandoned' | 'reminders' | 'consent', string>
  >;
  name: string;
  purpose: string;
  units: string;
  rule: string;
  rules: Readonly<Record<Content['target']['rule'], string>>;
  years: string;
  yearsHint: string;
  students: (count: string) => string;
  counting: string;
  uncounted: string;
  recount: string;
  instrumentsHint: string;
  questions: (count: number, minutes: number) => string;
  fits: (fits: string, all: string) => string;
  hindrances: Readonly<Record<NonNullable<CampaignTarget['instruments'][number]['hindrance']>, string>>;
  opens: string;
  closes: string;
  zone: string;
  feedback: string;
  feedbacks: Readonly<Record<Content['feedback'], string>>;
  feedbackFrom: string;
  feedbackFroms: Readonly<Record<Content['feedbackFrom'], string>>;
  abandoned: string;
  abandonedHint: string;
  abandoneds: Readonly<Record<Content['abandonedAttempts'], string>>;
  reminderHint: string;
  reminderWhens: Readonly<Record<Content['reminders'][number]['when'], string>>;
  reminder: (index: number) => string;
  reminds: Readonly<Record<Content['reminders'][number]['when'], (days: number) => string>>;
  days: string;
  addReminder: string;
  remove: string;
  consentHint: string;
  consentVersion: (version: string) => string;
  consentTitle: string;
  summary: string;
  pointTitle: (index: number) => string;
  pointText: (index: number) => string;
  addPoint: string;
  removePoint: (index: number) => string;
  contact: string;
  preview: string;
  previewHide: string;
  previewLead: string;
  previewEmpty: string;
  save: string;
  saving: string;
  saved: (time: string) => string;
  unsaved: string;
  publish: string;
  publishTitle: string;
  publishText: (students: string) => string;
  publishYes: string;
  close: string;
  closeTitle: string;
  closeText: string;
  closeYes: string;
  leaveTitle: string;
  leaveText: string;
  leaveYes: string;
  cancel: string;
  published: string;
  summaryTitle: (count: number) => string;
  errors: Readonly<Record<string, string>>;
  otherError: string;
  offline: string;
  failed: string;
  conflict: string;
  reload: string;
}

export const strings: Strings<CampaignEditorStrings> = {
  'zh-CN': {
    title: '测评方案',
    lead: '准备、发布测评，或者把往年的方案用到下一学年。',
    create: '新建方案',
    noneTitle: '还没有测评方案',
    noneText: '点「新建方案」开始。保存为草稿时，没有同学会看到。',
    untitled: '未命名的方案',
    states: { draft: '草稿', planned: '已发布，未开始', open: '进行中', closed: '已结束' },
    savedBy: (name, time) => `${name} 保存于 ${time}`,
    window: (from, to) => `${from} 至 ${to}`,
    noWindow: '时间未定',
    back: '全部方案',
    copy: '复制到下一学年',
    copied: '已复制为草稿：日期和年级都推后了一年，请核对后再发布。',
    contentLanguage: '正在编辑',
    languages: { 'zh-CN': '中文', en: 'English' },
    optional: '英文可以不填；没有英文的地方显示中文。',
    parts: {
      basics: '名称与目的',
      target: '谁来填写',
      instruments: '量表',
      window: '开放时间',
      feedback: '学生看到什么',
      abandoned: '没有填完的问卷',
      reminders: '提醒',
      consent: '知情同意书',
    },
    name: '名称',
    purpose: '目的（学生会看到）',
    units: '范围',
    rule: '对象',
    rules: {
      all: '范围内全体学生',
      freshmen: '全体新生',
      yearly: '小学高年级至高中、中职（每年一次）',
      grades: '指定年级',
    },
    years: '入学年份',
    yearsHint: '多个年份用逗号分开，例如 2025，2026。',
    students: count => `目前共 ${count} 位同学。之后转入的同学按同样的规则加入。`,
    counting: '正在统计…',
    uncounted: '暂时没能统计。',
    recount: '重试',
    instrumentsHint: '按选择的先后顺序填写。每位同学只会收到适合自己年龄的量表。',
    questions: (count, minutes) => `${count} 题，约 ${minutes} 分钟`,
    fits: (fits, all) => `适合其中 ${fits} / ${all} 位`,
    hindrances: {
      'no-wording': '本校还没有录入题目文字',
      'not-self': '不是由学生自己填写的量表',
      'nobody-of-age': '不适合这些同学的年龄',
    },
    opens: '开始',
    closes: '结束',
    zone: '北京时间（UTC+8）。',
    feedback: '自己的结果',
    feedbacks: { none: '不反馈结果', level: '用文字说明程度', score: '程度和分数' },
    feedbackFrom: '什么时候看到',
    feedbackFroms: { submission: '提交后马上', closing: '测评结束后' },
    abandoned: '回答里提到自伤，但没有提交',
    abandonedHint: '建议选择核实。停止作答十分钟后开始核对。请在知情同意书里写明这里的选择。',
    abandoneds: {
      propose: '请心理中心核实',
      ignore: '不处理',
    },
    reminderHint: '只提醒还没有提交的同学。消息由学校门户发送。',
    reminderWhens: { 'after-opening': '开始后', 'before-end': '结束前' },
    reminder: index => `第 ${index} 次提醒`,
    reminds: { 'after-opening': days => `开始后 ${days} 天`, 'before-end': days => `结束前 ${days} 天` },
    days: '天数',
    addReminder: '增加一次提醒',
    remove: '删除',
    consentHint: '发布后文字不再改变。以后修改文字，会成为新的版本。',
    consentVersion: version => `知情同意书版本 ${version}`,
    consentTitle: '标题',
    summary: '概要',
    pointTitle: index => `第 ${index} 条标题`,
    pointText: index => `第 ${index} 条内容`,
    addPoint: '增加一条',
    removePoint: index => `删除第 ${index} 条`,
    contact: '有疑问联系谁',
    preview: '预览',
    previewHide: '收起预览',
    previewLead: '学生会这样看到',
    previewEmpty: '选择量表以后，这里会显示开头的题目。',
    save: '保存草稿',
    saving: '正在保存…',
    saved: time => `已保存，${time}`,
    unsaved: '有未保存的修改',
    publish: '发布…',
    publishTitle: '发布这份方案？',
    publishText: students => `将请 ${students} 位同学填写。发布后不能再修改，只能提前结束。`,
    publishYes: '保存并发布',
    close: '提前结束…',
    closeTitle: '现在就结束？',
    closeText: '还没有提交的同学将不能再填写。已经提交的不受影响。',
    closeYes: '结束测评',
    leaveTitle: '修改还没有保存',
    leaveText: '离开后，未保存的修改会丢失。',
    leaveYes: '不保存，离开',
    cancel: '取消',
    published: '已发布，内容不再改变。',
    summaryTitle: count => `有 ${count} 处需要修改，草稿仍然保留。`,
    errors: {
      required: '请填写。',
      'too-long': '文字太长了。',
      'out-of-range': '超出了允许的范围：最长 180 天。',
      'not-after-opening': '结束时间要晚于开始时间。',
      'in-the-past': '这个时间已经过去了。',
      'outside-window': '不在开放时间之内。',
      nobody: '没有符合条件的同学。',
      'out-of-reach': '有单位不存在，或不在你的范围内。',
      dormitory: '不能选择宿舍。',
      'no-wording': '有量表还没有题目文字。',
      'not-self': '有量表不是由学生自己填写的。',
      'nobody-of-age': '有量表不适合这些同学的年龄。',
      unknown: '有量表已不存在。',
      repeated: '重复了。',
      'no-year': '请填写四位数的年份，例如 2026。',
    },
    otherError: '这里需要修改。',
    offline: '现在连不上网络，没有保存。修改仍在这一页上，网络恢复后再试。',
    failed: '没能保存，问题出在我们这边。修改仍在这一页上，请稍后再试。',
    conflict: '别人刚刚保存过这份方案，所以没有覆盖。你的修改仍在这一页上。',
    reload: '放弃我的修改，读取新的',
  },
  en: {
    title: 'Assessment plans',
    lead: 'Prepare and publish assessments, or use an earlier plan for the next year.',
    create: 'New plan',
    noneTitle: 'No plans yet',
    noneText: 'Choose “New plan” to begin. No student sees a draft.',
    untitled: 'Plan without a name',
    states: { draft: 'Draft', planned: 'Published, not open yet', open: 'Open', closed: 'Closed' },
    savedBy: (name, time) => `Saved by ${name}, ${time}`,
    window: (from, to) => `${from} to ${to}`,
    noWindow: 'No dates yet',
    back: 'All plans',
    copy: 'Copy to the next year',
    copied: 'Copied as a draft: dates and years of enrolment have moved by one year. Check it before you publish.',
    contentLanguage: 'Editing',
    languages: { 'zh-CN': '中文', en: 'English' },
    optional: 'English may be left out; Chinese is shown where there is none.',
    parts: {
      basics: 'Name and purpose',
      target: 'Who answers',
      instruments: 'Scales',
      window: 'When',
      feedback: 'What students see',
      abandoned: 'Questionnaires that were not finished',
      reminders: 'Reminders',
      consent: 'Consent text',
    },
    name: 'Name',
    purpose: 'Purpose (students read it)',
    units: 'Units',
    rule: 'Students',
    rules: {
      all: 'All students of these units',
      freshmen: 'All freshmen',
      yearly: 'Upper primary to senior and vocational secondary (once a year)',
      grades: 'By year of enrolment',
    },
    years: 'Years of enrolment',
    yearsHint: 'Put commas between them, for example 2025, 2026.',
    students: count => `${count} students now. Who joins later is asked by the same rule.`,
    counting: 'Counting…',
    uncounted: 'This could not be counted.',
    recount: 'Try again',
    instrumentsHint: 'Asked in the order in which you choose them. Each student gets what fits the own age.',
    questions: (count, minutes) => `${count} questions, about ${minutes} min`,
    fits: (fits, all) => `fits ${fits} of ${all}`,
    hindrances: {
      'no-wording': 'Its words have not been filled in here',
      'not-self': 'Not for students to fill in alone',
      'nobody-of-age': 'Not for the age of these students',
    },
    opens: 'Opens',
    closes: 'Closes',
    zone: 'Beijing time (UTC+8).',
    feedback: 'Of the own result',
    feedbacks: { none: 'No result', level: 'The level in words', score: 'Level and score' },
    feedbackFrom: 'When they see it',
    feedbackFroms: { submission: 'With the submission', closing: 'Once it has closed' },
    abandoned: 'An answer mentions self-harm, and nothing was submitted',
    abandonedHint:
      'Following up is recommended. Looked at ten minutes after the last answer. Say in the consent text what you choose here.',
    abandoneds: {
      propose: 'The psychology centre is asked to follow up',
      ignore: 'Nothing is done',
    },
    reminderHint: 'Only those who have not submitted are reminded. The school’s portal sends the messages.',
    reminderWhens: { 'after-opening': 'After the opening', 'before-end': 'Before the end' },
    reminder: index => `Reminder ${index}`,
    reminds: {
      'after-opening': days => `${days} day${days === 1 ? '' : 's'} after the opening`,
      'before-end': days => `${days} day${days === 1 ? '' : 's'} before the end`,
    },
    days: 'Days',
    addReminder: 'Add a reminder',
    remove: 'Remove',
    consentHint: 'Once published the text stays. A changed text becomes a new version.',
    consentVersion: version => `Consent text, version ${version}`,
    consentTitle: 'Title',
    summary: 'Summary',
    pointTitle: index => `Point ${index}, title`,
    pointText: index => `Point ${index}, text`,
    addPoint: 'Add a point',
    removePoint: index => `Remove point ${index}`,
    contact: 'Whom to ask',
    preview: 'Preview',
    previewHide: 'Hide preview',
    previewLead: 'What students will see',
    previewEmpty: 'The first questions appear here once scales are chosen.',
    save: 'Save draft',
    saving: 'Saving…',
    saved: time => `Saved ${time}`,
    unsaved: 'There are unsaved changes',
    publish: 'Publish…',
    publishTitle: 'Publish this plan?',
    publishText: students => `${students} students will be asked. It can’t be changed afterwards, only closed early.`,
    publishYes: 'Save and publish',
    close: 'Close early…',
    closeTitle: 'Close it now?',
    closeText: 'Who has not submitted can no longer answer. What was submitted stays.',
    closeYes: 'Close the assessment',
    leaveTitle: 'There are unsaved changes',
    leaveText: 'They will be lost when you leave.',
    leaveYes: 'Leave without saving',
    cancel: 'Cancel',
    published: 'Published; it is not changed any more.',
    summaryTitle: count => `${count === 1 ? 'One thing needs' : `${count} things need`} a change; the draft is kept.`,
    errors: {
      required: 'Fill this in.',
      'too-long': 'The text is too long.',
      'out-of-range': 'Out of range: 180 days at most.',
      'not-after-opening': 'The end has to be later than the opening.',
      'in-the-past': 'This is over already.',
      'outside-window': 'Outside of the time it is open.',
      nobody: 'Nobody is meant by this.',
      'out-of-reach': 'A unit does not exist or is out of your reach.',
      dormitory: 'Dormitories can’t be chosen.',
      'no-wording': 'The words of a scale are missing.',
      'not-self': 'A scale is not for students to fill in alone.',
      'nobody-of-age': 'A scale does not fit the age of these students.',
      unknown: 'A scale is no longer there.',
      repeated: 'Named twice.',
      'no-year': 'Write years with four digits, for example 2026.',
    },
    otherError: 'This needs a change.',
    offline: 'No connection: not saved. Your changes are still on this page; try again when you are back online.',
    failed: 'Not saved; the fault is on our side. Your changes are still on this page; try again in a moment.',
    conflict: 'Somebody else has just saved this plan. Nothing was overwritten; your changes are still on this page.',
    reload: 'Give up my changes and read theirs',
  },
};
