/** The words of the review, the submission and the closing page. */
import type { Strings } from '../../core/localization.ts';

export interface ClosingStrings {
  review: string;
  reviewText: string;
  reviewLeft: (count: number) => string;
  change: string;
  answerNow: string;
  changeItem: (number: number) => string;
  backToReview: string;
  submit: string;
  finish: string;
  submitting: string;
  retry: string;
  notSent: string;
  failures: Record<
    'network' | 'session' | 'invalid' | 'closed' | 'already' | 'gone' | 'consent' | 'other' | 'failed',
    string
  >;
  thanks: string;
  received: string;
  finished: string;
  finishedText: string;
  receiptCode: string;
  receiptTime: string;
  feedback: string;
  feedbackText: string;
  helpQuiet: string;
  notYetOpen: (date: string) => string;
  closed: string;
  done: string;
  doneText: string;
  closedText: string;
  notYetOpenText: string;
  noText: string;
  noTextText: string;
  skip: string;
  summary: (count: number) => string;
  summaryOne: string;
  itemLink: (number: number) => string;
  refused: string;
  unanswered: string;
  onlyIn: (languages: string) => string;
  andMinutes: (count: number) => string;
  consentTitle: string;
  consentText: string;
  held: string;
}

export const closingStrings: Strings<ClosingStrings> = {
  'zh-CN': {
    review: '提交之前，再看一眼',
    reviewText: '想改哪一题，点它右边的「修改」就可以。',
    reviewLeft: count => `还有 ${count} 题没有回答。`,
    change: '修改',
    answerNow: '去回答',
    changeItem: number => `第 ${number} 题`,
    backToReview: '回到检查',
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
      gone: '这份问卷的同意已经撤回，或者内容已经删除，所以没有再收下这些回答。不用再做什么。',
      consent: '这份问卷需要你先同意参加。同意之后再提交，你的回答都还在。',
      other: '回执和刚才提交的内容对不上。你的回答都还在这里，请再试一次，或者联系老师。',
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
    helpQuiet: '想找人说说话的时候，可以打这些电话：',
    notYetOpen: date => `${date}开放`,
    closed: '这次测评已经结束',
    done: '这份问卷你已经交过了',
    doneText: '不需要再填一次，谢谢你。',
    closedText: '没来得及填写也没关系。想聊一聊的话，随时可以找学校心理中心。',
    notYetOpenText: '还没到填写的时间，到时候再来就可以。',
    noText: '这份量表没有题目文字',
    noTextText: '它的文字需要学校取得授权后填入。',
    skip: '先跳过，稍后再答',
    summary: count => `还有 ${count} 题需要看一下`,
    summaryOne: '这一题还差一点',
    itemLink: number => `第 ${number} 题`,
    refused: '这一题的回答没有被接受，请再看一下。',
    unanswered: '还没有回答',
    onlyIn: languages => `这份量表目前只有${languages}版，题目会用${languages}显示。`,
    andMinutes: count => `，约 ${count} 分钟`,
    consentTitle: '等你同意之后再开始',
    consentText: '这份问卷要先经过你的同意。参加不参加都由你决定。',
    held: '稍等一下，正在确认现在是谁在这里。',
  },
  en: {
    review: 'One last look before you submit',
    reviewText: 'To change an answer, choose “Change” beside it.',
    reviewLeft: count =>
      count === 1 ? 'One question is not answered yet.' : `${count} questions are not answered yet.`,
    change: 'Change',
    answerNow: 'Answer',
    changeItem: number => `question ${number}`,
    backToReview: 'Back to the check',
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
      gone: 'Consent was withdrawn, or this was erased, so these answers were not taken. There is nothing more to do.',
      consent: 'Your consent is needed first. Your answers are all here; submit them once you have agreed.',
      other:
        'The receipt does not match what was submitted. Your answers are all here; try again, or ask your teachers.',
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
    helpQuiet: 'Whenever you would like to talk to someone:',
    notYetOpen: date => `Opens on ${date}`,
    closed: 'This assessment is over',
    done: 'You have already submitted this questionnaire',
    doneText: 'There is no need to do it again. Thank you.',
    closedText: 'It is fine that you didn’t get to it. The counselling centre is there whenever you want to talk.',
    notYetOpenText: 'It is not time yet; come back then.',
    noText: 'This scale has no wording here',
    noTextText: 'Its text has to be added by the school under its own licence.',
    skip: 'Skip for now',
    summary: count => (count === 1 ? 'One question needs another look' : `${count} questions need another look`),
    summaryOne: 'Nearly there',
    itemLink: number => `Question ${number}`,
    refused: 'This answer was not accepted; please look at it again.',
    unanswered: 'Not answered yet',
    onlyIn: languages => `This scale is only available in ${languages}; the questions are shown in ${languages}.`,
    andMinutes: count => `, about ${count} min`,
    consentTitle: 'This starts once you agree',
    consentText: 'This questionnaire needs your consent first. Whether you take part is up to you.',
    held: 'One moment: we are making sure who is here.',
  },
};
