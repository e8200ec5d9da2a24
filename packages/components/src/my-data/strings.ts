import type { Correction, Erasure } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';
import type { HeldKind } from './model.ts';

export interface MyDataStrings {
  title: string;
  lead: string;
  held: string;
  kinds: Record<HeldKind['kind'], readonly [name: string, about: string]>;
  records: (count: number) => string;
  years: (count: number) => string;
  days: (count: number) => string;
  afterLeaving: (period: string) => string;
  afterEnd: (period: string) => string;
  usual: (rule: string) => string;
  notInCopy: string;
  copyTitle: string;
  copyText: string;
  readable: string;
  machine: string;
  preparing: string;
  copyFailed: string;
  correctTitle: string;
  correctText: string;
  correct: string;
  about: string;
  subjects: Record<Correction['about'], string>;
  wrong: string;
  right: string;
  required: string;
  send: string;
  sending: string;
  cancel: string;
  sendFailed: string;
  sent: string;
  eraseTitle: string;
  eraseText: string;
  erase: string;
  confirmTitle: string;
  confirmSteps: readonly string[];
  confirmYes: string;
  confirmNo: string;
  eraseFailed: string;
  underWay: (day: string) => string;
  requests: string;
  noRequests: string;
  correctionOf: (subject: string) => string;
  erasureOf: Record<'all' | 'campaign', string>;
  correctionStates: Record<Correction['state'], string>;
  erasureStates: Record<Exclude<Erasure['state'], 'waiting'>, string>;
  asked: (day: string) => string;
}

export const strings: Strings<MyDataStrings> = {
  'zh-CN': {
    title: '我的数据',
    lead: '这些是学校在心理健康工作里保存的、和你有关的内容。它们是你的，你可以看、可以带走、可以请人改正。',
    held: '保存了什么',
    kinds: {
      roster: ['基本信息', '姓名、学号、出生日期、班级和宿舍。'],
      guardians: ['家长或监护人', '谁可以和你一起做决定。'],
      assignments: ['问卷安排', '请你填过哪些问卷，填了没有。'],
      answers: ['问卷回答', '你填写的每一份问卷，以及据此得到的结果。'],
      consents: ['同意记录', '你什么时候同意、没有同意或撤回过。'],
      courses: ['心理健康课', '选课、上课和学分。'],
      'growth-file': ['成长档案', '各个学段的经历。'],
      'staff-notes': ['老师的关怀记录', '心理中心为了关心学生可能写下的内容。想了解，可以当面问老师。'],
      'access-records': ['紧急查阅和转介的记录', '谁在紧急情况下查阅过、转介给了谁、依据是什么。依法保存。'],
      requests: ['你提过的请求', '更正和删除的请求，以及答复。'],
      technical: ['登录记录', '只为让你登录和避免重复提交。'],
    },
    records: count => `${count} 条`,
    years: count => `${count} 年`,
    days: count => `${count} 天`,
    afterLeaving: period => `毕业或离校 ${period}后删除`,
    afterEnd: period => `结束 ${period}后删除`,
    usual: rule => `没有另外写明的，都在${rule}。`,
    notInCopy: '不在下载的副本里',
    copyTitle: '带走一份',
    copyText: '下载到自己的设备上。文件里有你的回答，请放在只有你能打开的地方。',
    readable: '下载可以阅读的页面',
    machine: '下载数据文件（JSON）',
    preparing: '正在准备…',
    copyFailed: '没有准备好，请再点一次。',
    correctTitle: '有什么不对？',
    correctText: '告诉我们哪里不对、应该是什么样，心理中心会答复你。',
    correct: '请求更正',
    about: '关于',
    subjects: {
      roster: '基本信息',
      courses: '心理健康课',
      'growth-file': '成长档案',
      assessments: '问卷和结果',
      other: '其他',
    },
    wrong: '哪里不对',
    right: '应该是什么样',
    required: '请写一句。',
    send: '提交',
    sending: '正在提交…',
    cancel: '先不提了',
    sendFailed: '没有提交成功，你写的内容还在，请再点一次。',
    sent: '收到了，答复会写在下面。',
    eraseTitle: '撤回同意并删除',
    eraseText: '你可以撤回全部同意，并删除问卷的回答和结果。',
    erase: '撤回并删除',
    confirmTitle: '要撤回全部同意，并删除问卷内容吗？',
    confirmSteps: [
      '马上：不再请你填写，也不再收下还没提交的回答。',
      '7 天后：删除你的回答、结果，和老师据此写下的、已经结束的记录。7 天之内重新同意哪一次测评，哪一次就不删除。',
      '不会删除：基本信息、上课记录和同意记录，学校依法需要保留。',
      '关系到安全、正在跟进的内容，会先留到事情妥当为止。',
      '删除以后就找不回来了。需要的话，先下载一份。',
    ],
    confirmYes: '确认撤回并删除',
    confirmNo: '先不删除',
    eraseFailed: '没有提交成功，请再点一次。',
    underWay: day => `已经撤回，${day} 起删除。`,
    requests: '请求的进展',
    noRequests: '你还没有提过请求。',
    correctionOf: subject => `更正：${subject}`,
    erasureOf: { all: '删除：全部问卷内容', campaign: '删除：一次测评的内容' },
    correctionStates: { open: '等待答复', accepted: '已更正', declined: '没有更正' },
    erasureStates: {
      held: '已删除大部分；关系到安全的内容先留着，之后再删',
      done: '已删除',
      cancelled: '因为你重新同意，没有删除',
    },
    asked: day => `${day} 提出`,
  },
  en: {
    title: 'My data',
    lead: 'This is what the school keeps about you in its mental-health work. It is yours: to see, to take with you, to have put right.',
    held: 'What is kept',
    kinds: {
      roster: ['Basic facts', 'Name, student number, date of birth, class and dormitory.'],
      guardians: ['Parents or guardians', 'Who may decide together with you.'],
      assignments: ['Questionnaires to fill in', 'Which ones you were asked, and whether they are done.'],
      answers: ['Your answers', 'Every questionnaire you sent, and the result made from it.'],
      consents: ['Consents', 'When you agreed, declined or withdrew.'],
      courses: ['Mental-health course', 'Enrolment, attendance and credits.'],
      'growth-file': ['Growth file', 'Your school stages.'],
      'staff-notes': [
        'Care notes of staff',
        'What the centre may write down to look after students. If you would like to know, ask in person.',
      ],
      'access-records': [
        'Records of emergencies and referrals',
        'Who opened a file in an emergency, what was handed to a hospital and on which ground. Kept by law.',
      ],
      requests: ['Your requests', 'For correction or erasure, with the answers.'],
      technical: ['Sign-in records', 'Only to sign you in, and to take nothing twice.'],
    },
    records: count => (count === 1 ? '1 record' : `${count} records`),
    years: count => (count === 1 ? '1 year' : `${count} years`),
    days: count => (count === 1 ? '1 day' : `${count} days`),
    afterLeaving: period => `Deleted ${period} after you leave the school`,
    afterEnd: period => `Deleted ${period} after it has ended`,
    usual: rule => `Unless said otherwise: ${rule.toLowerCase()}.`,
    notInCopy: 'not in the copy',
    copyTitle: 'Take a copy',
    copyText: 'Download it to your own device. It holds your answers: keep it where only you can open it.',
    readable: 'Download a page to read',
    machine: 'Download the data (JSON)',
    preparing: 'Preparing…',
    copyFailed: 'It could not be prepared. Please try again.',
    correctTitle: 'Is something wrong?',
    correctText: 'Tell us what is wrong and how it should be. The psychology centre will answer you.',
    correct: 'Ask for a correction',
    about: 'About',
    subjects: {
      roster: 'Basic facts',
      courses: 'Mental-health course',
      'growth-file': 'Growth file',
      assessments: 'Questionnaires and results',
      other: 'Something else',
    },
    wrong: 'What is wrong',
    right: 'How it should be',
    required: 'Please write a sentence.',
    send: 'Send',
    sending: 'Sending…',
    cancel: 'Not now',
    sendFailed: 'It could not be sent. What you wrote is still here; please try again.',
    sent: 'We have it. The answer will be below.',
    eraseTitle: 'Withdraw and erase',
    eraseText: 'You can withdraw every consent and have your answers and results erased.',
    erase: 'Withdraw and erase',
    confirmTitle: 'Withdraw every consent and erase your answers?',
    confirmSteps: [
      'At once: you are not asked any more, and answers not yet sent are not taken.',
      'In 7 days: your answers and results are erased, and what staff wrote from them if it is closed. A campaign that you agree to again before then is spared.',
      'Not erased: basic facts, attendance and consents, which the school has to keep.',
      'What somebody’s safety rests on is kept until that is settled.',
      'Once erased, it cannot be brought back. Download a copy first if you want one.',
    ],
    confirmYes: 'Yes, withdraw and erase',
    confirmNo: 'Don’t erase',
    eraseFailed: 'It could not be sent. Please try again.',
    underWay: day => `Withdrawn. Erasing begins on ${day}.`,
    requests: 'Your requests',
    noRequests: 'You have not asked for anything yet.',
    correctionOf: subject => `Correction: ${subject}`,
    erasureOf: { all: 'Erasure: all questionnaires', campaign: 'Erasure: one campaign' },
    correctionStates: { open: 'Waiting for an answer', accepted: 'Corrected', declined: 'Not changed' },
    erasureStates: {
      held: 'Mostly erased; what safety rests on is kept for now and erased later',
      done: 'Erased',
      cancelled: 'Not erased, because you agreed again',
    },
    asked: day => `Asked on ${day}`,
  },
};
