/** Every word of the questionnaire that is not the scale's own. Chinese is the source; 你, plain, warm, no diagnosis. */
import type { Strings } from '../core/localization.ts';

export interface QuestionnaireStrings {
  questions: (count: number) => string;
  minutes: (count: number) => string;
  recall: (period: string) => string;
  about: string;
  stop: string;
  kept: string;
  interview: string;
  onlyIn: (languages: string) => string;
  begin: string;
  resume: string;
  next: string;
  nextPage: string;
  back: string;
  previousPage: string;
  toReview: string;
  toIntro: string;
  backToReview: string;
  skip: string;
  clear: string;
  position: (number: number, total: number) => string;
  page: (number: number, total: number) => string;
  left: (count: number) => string;
  allAnswered: string;
  optional: string;
  form: string;
  summary: (count: number) => string;
  summaryOne: string;
  itemLink: (number: number) => string;
  review: string;
  reviewText: string;
  reviewLeft: (count: number) => string;
  unanswered: string;
  change: string;
  answerNow: string;
  changeItem: (number: number) => string;
  submit: string;
  finish: string;
  submitting: string;
  retry: string;
  notSent: string;
  failures: Record<'network' | 'session' | 'invalid' | 'closed' | 'already' | 'consent' | 'failed', string>;
  thanks: string;
  received: string;
  finished: string;
  finishedText: string;
  receiptCode: string;
  receiptTime: string;
  feedback: string;
  feedbackText: string;
  helpTitle: string;
  helpText: string;
  helpOn: string;
  helpQuiet: string;
  consentTitle: string;
  consentText: string;
  notYetOpen: (date: string) => string;
  closed: string;
  done: string;
  doneText: string;
  closedText: string;
  notYetOpenText: string;
  noText: string;
  noTextText: string;
  notAnsweredYet: string;
  range: (min: number, max: number) => string;
  atLeast: (min: number) => string;
  atMost: (max: number) => string;
  chooseAny: string;
  chooseSome: (min: number, max: number) => string;
  characters: (length: number, limit: number) => string;
  faults: Record<
    | 'required'
    | 'too-few'
    | 'too-many'
    | 'not-a-number'
    | 'not-whole'
    | 'out-of-range'
    | 'too-long'
    | 'not-well-formed'
    | 'refused',
    string
  >;
}

export const strings: Strings<QuestionnaireStrings> = {
  'zh-CN': {
    questions: count => `${count} 个问题`,
    minutes: count => `大约 ${count} 分钟`,
    recall: period => `问的是${period}`,
    about: '没有对错，也不用想太久，按你真实的感受来选就好。',
    stop: '随时可以停下来。点「提交」之前，你的回答不会发送给任何人。',
    kept: '回答只留在这个页面里，没有存到设备上，关掉页面就没有了。',
    interview: '这份问卷需要由受过训练的老师当面提问，并一直陪着你。请不要一个人填写。',
    onlyIn: languages => `这份量表目前只有${languages}版，题目会用${languages}显示。`,
    begin: '开始',
    resume: '继续填写',
    next: '下一题',
    nextPage: '下一页',
    back: '上一题',
    previousPage: '上一页',
    toReview: '检查回答',
    toIntro: '返回',
    backToReview: '回到检查',
    skip: '先跳过，稍后再答',
    clear: '清除选择',
    position: (number, total) => `第 ${number} 题，共 ${total} 题`,
    page: (number, total) => `第 ${number} 页，共 ${total} 页`,
    left: count => `还剩 ${count} 题`,
    allAnswered: '都答完了',
    optional: '选答',
    form: '问卷',
    summary: count => `还有 ${count} 题需要看一下`,
    summaryOne: '这一题还差一点',
    itemLink: number => `第 ${number} 题`,
    review: '提交之前，再看一眼',
    reviewText: '想改哪一题，点它右边的「修改」就可以。',
    reviewLeft: count => `还有 ${count} 题没有回答。`,
    unanswered: '还没有回答',
    change: '修改',
    answerNow: '去回答',
    changeItem: number => `第 ${number} 题`,
    submit: '提交',
    finish: '完成',
    submitting: '正在提交…',
    retry: '再试一次',
    notSent: '还没有提交',
    failures: {
      network: '现在连不上网络。你的回答都还在，网络恢复后再试一次就好。',
      session: '登录已经过期。请在学校门户重新登录后再试一次，不要关掉这个页面，你的回答都还在。',
      invalid: '有的回答需要改一下，改好后再提交。',
      closed: '这次测评现在不接收回答。你的回答还在这个页面上，有疑问可以联系老师。',
      already: '这份问卷之前已经交过一次了，不需要再交。',
      consent: '这份问卷需要你先同意参加。同意之后再提交，你的回答都还在。',
      failed: '问题出在我们这边。你的回答都还在，请过一会儿再试一次。',
    },
    thanks: '收到了，谢谢你',
    received: '谢谢你认真地看了看自己最近的感受。接下来，好好休息一下吧。',
    finished: '填完了，谢谢你',
    finishedText: '谢谢你认真地看了看自己最近的感受。',
    receiptCode: '回执号',
    receiptTime: '提交时间',
    feedback: '你最近的状态',
    feedbackText:
      '这只反映你最近一段时间的感受，不是诊断，也不会一直这样。如果它让你不安，或者困扰持续着，可以找学校心理中心的老师聊一聊。',
    helpTitle: '你不是一个人',
    helpText: '如果现在很难受，可以马上打电话，会有人认真听你说。也可以找一个你信任的人，陪在你身边。',
    helpOn: '想继续填写也可以，想先停下来也没关系。',
    helpQuiet: '想找人说说话的时候，可以打这些电话：',
    consentTitle: '等你同意之后再开始',
    consentText: '这份问卷要先经过你的同意。参加不参加都由你决定。',
    notYetOpen: date => `${date}开放`,
    notYetOpenText: '还没到填写的时间，到时候再来就可以。',
    closed: '这次测评已经结束',
    closedText: '没来得及填写也没关系。想聊一聊的话，随时可以找学校心理中心。',
    done: '这份问卷你已经交过了',
    doneText: '不需要再填一次，谢谢你。',
    noText: '这份量表没有题目文字',
    noTextText: '它的文字需要学校取得授权后填入。',
    notAnsweredYet: '还没有选',
    range: (min, max) => `${min} 到 ${max}`,
    atLeast: min => `不小于 ${min}`,
    atMost: max => `不大于 ${max}`,
    chooseAny: '可以选多项',
    chooseSome: (min, max) => (min === max ? `选 ${min} 项` : min > 0 ? `选 ${min} 到 ${max} 项` : `最多选 ${max} 项`),
    characters: (length, limit) => `${length} / ${limit} 字`,
    faults: {
      required: '请回答这一题。拿不准的时候，选最接近的就好。',
      'too-few': '选得还不够。',
      'too-many': '选得太多了。',
      'not-a-number': '请填一个数字。',
      'not-whole': '请填整数。',
      'out-of-range': '这个数字不在可以填的范围里。',
      'too-long': '文字太长了，请缩短一些。你写的内容都还在。',
      'not-well-formed': '文字里有无法保存的字符，请删掉它。',
      refused: '这一题的回答没有被接受，请再看一下。',
    },
  },
  en: {
    questions: count => `${count} ${count === 1 ? 'question' : 'questions'}`,
    minutes: count => `about ${count} ${count === 1 ? 'minute' : 'minutes'}`,
    recall: period => `about the ${period}`,
    about: 'There is no right or wrong. Don’t think too long; choose what feels true for you.',
    stop: 'You can stop at any time. Nothing is sent to anyone until you choose “Submit”.',
    kept: 'Your answers stay on this page only. They are not stored on the device and are gone when you close it.',
    interview:
      'These questions are asked in person by a trained adult who stays with you. Please don’t fill them in alone.',
    onlyIn: languages => `This scale is only available in ${languages}; the questions are shown in ${languages}.`,
    begin: 'Start',
    resume: 'Go on',
    next: 'Next',
    nextPage: 'Next page',
    back: 'Back',
    previousPage: 'Previous page',
    toReview: 'Check answers',
    toIntro: 'Back',
    backToReview: 'Back to the check',
    skip: 'Skip for now',
    clear: 'Clear choice',
    position: (number, total) => `Question ${number} of ${total}`,
    page: (number, total) => `Page ${number} of ${total}`,
    left: count => `${count} left`,
    allAnswered: 'All answered',
    optional: 'optional',
    form: 'Questionnaire',
    summary: count => (count === 1 ? 'One question needs another look' : `${count} questions need another look`),
    summaryOne: 'Nearly there',
    itemLink: number => `Question ${number}`,
    review: 'One last look before you submit',
    reviewText: 'To change an answer, choose “Change” beside it.',
    reviewLeft: count =>
      count === 1 ? 'One question is not answered yet.' : `${count} questions are not answered yet.`,
    unanswered: 'Not answered yet',
    change: 'Change',
    answerNow: 'Answer',
    changeItem: number => `question ${number}`,
    submit: 'Submit',
    finish: 'Finish',
    submitting: 'Submitting…',
    retry: 'Try again',
    notSent: 'Not submitted yet',
    failures: {
      network: 'There is no connection right now. Your answers are all here; try again when you are back online.',
      session:
        'Your sign-in has expired. Sign in to the portal again without closing this page, then try again. Your answers are all here.',
      invalid: 'Some answers need a change before they can be submitted.',
      closed: 'Answers are not being accepted now. Yours are still on this page; your teachers can help.',
      already: 'You have already submitted this questionnaire. There is no need to do it again.',
      consent: 'Your consent is needed first. Your answers are all here; submit them once you have agreed.',
      failed: 'The fault is on our side. Your answers are all here; please try again in a while.',
    },
    thanks: 'Received. Thank you',
    received: 'Thank you for taking an honest look at how you have been. Take a good rest now.',
    finished: 'All done. Thank you',
    finishedText: 'Thank you for taking an honest look at how you have been.',
    receiptCode: 'Receipt',
    receiptTime: 'Submitted',
    feedback: 'How you have been lately',
    feedbackText:
      'This reflects the recent past only. It is not a diagnosis, and it does not have to stay this way. If it worries you, or things stay hard, the counselling centre is there to talk.',
    helpTitle: 'You are not alone',
    helpText:
      'If things are hard right now, you can call at once, and someone will listen. You can also ask someone you trust to stay with you.',
    helpOn: 'You can go on with the questions, and it is fine to stop for now.',
    helpQuiet: 'Whenever you would like to talk to someone:',
    consentTitle: 'This starts once you agree',
    consentText: 'This questionnaire needs your consent first. Whether you take part is up to you.',
    notYetOpen: date => `Opens on ${date}`,
    notYetOpenText: 'It is not time yet; come back then.',
    closed: 'This assessment is over',
    closedText: 'It is fine that you didn’t get to it. The counselling centre is there whenever you want to talk.',
    done: 'You have already submitted this questionnaire',
    doneText: 'There is no need to do it again. Thank you.',
    noText: 'This scale has no wording here',
    noTextText: 'Its text has to be added by the school under its own licence.',
    notAnsweredYet: 'Not chosen yet',
    range: (min, max) => `${min} to ${max}`,
    atLeast: min => `${min} or more`,
    atMost: max => `${max} or less`,
    chooseAny: 'Choose any that apply',
    chooseSome: (min, max) =>
      min === max ? `Choose ${min}` : min > 0 ? `Choose ${min} to ${max}` : `Choose up to ${max}`,
    characters: (length, limit) => `${length} / ${limit}`,
    faults: {
      required: 'Please answer this question. If you are unsure, choose what comes closest.',
      'too-few': 'Please choose a few more.',
      'too-many': 'That is more than can be chosen.',
      'not-a-number': 'Please enter a number.',
      'not-whole': 'Please enter a whole number.',
      'out-of-range': 'This number is outside the range.',
      'too-long': 'This text is too long; please shorten it. All you wrote is still here.',
      'not-well-formed': 'This text holds a character that cannot be stored; please remove it.',
      refused: 'This answer was not accepted; please look at it again.',
    },
  },
};
