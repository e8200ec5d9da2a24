import type { Strings } from '../core/localization.ts';

export interface AssignmentsStrings {
  title: string;
  todo: (count: number) => string;
  declined: string;
  upcoming: string;
  done: string;
  closed: (count: number) => string;
  emptyTitle: string;
  emptyText: string;
  allDoneTitle: string;
  allDoneText: string;
  items: (count: number) => string;
  minutes: (count: number) => string;
  due: (time: string, days: number) => string;
  opens: (time: string, days: number) => string;
  completed: (time: string) => string;
  ended: (time: string) => string;
  consentRequired: string;
  consentGiven: string;
  consentDeclined: string;
  consentWithdrawn: string;
  consentGuardian: string;
  consentGuardianRefused: string;
  saved: (time: string) => string;
  answered: (count: number) => string;
  start: string;
  goOn: string;
  reconsider: string;
  look: string;
}

const inDays = (days: number): string => (days === 0 ? '今天' : days === 1 ? '明天' : `${days} 天后`);
const daysEn = (days: number): string => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`);

export const strings: Strings<AssignmentsStrings> = {
  'zh-CN': {
    title: '我的问卷',
    todo: count => `等你填写（${count}）`,
    declined: '你选择不参加的',
    upcoming: '还没开始',
    done: '已完成',
    closed: count => `已结束（${count}）`,
    emptyTitle: '现在没有要填的问卷',
    emptyText: '有新的会出现在这里。好好吃饭，好好睡觉，想找人聊聊的时候随时来。',
    allDoneTitle: '都填完了，谢谢你',
    allDoneText: '谢谢你愿意花时间说说自己的近况。想找人聊聊的时候，随时可以联系心理中心。',
    items: count => `${count} 题`,
    minutes: count => `约 ${count} 分钟`,
    due: (time, days) =>
      days < 0 ? `${time} 截止` : `${time} 截止，${days < 2 ? `就是${inDays(days)}` : `还有 ${days} 天`}`,
    opens: (time, days) => (days < 0 ? `${time} 开始` : `${time} 开始，${inDays(days)}`),
    completed: time => `${time} 已提交`,
    ended: time => `${time} 已结束`,
    consentRequired: '填写前会先请你阅读说明，由你决定是否参加',
    consentGiven: '已同意参加',
    consentDeclined: '你选择了暂不参加',
    consentWithdrawn: '你已撤回同意',
    consentGuardian: '等家长同意',
    consentGuardianRefused: '家长没有同意',
    saved: time => `${time} 保存`,
    answered: count => `已答 ${count} 题`,
    start: '去填写',
    goOn: '继续填写',
    reconsider: '再看看',
    look: '查看',
  },
  en: {
    title: 'My questionnaires',
    todo: count => `To fill in (${count})`,
    declined: 'Not taking part',
    upcoming: 'Not open yet',
    done: 'Done',
    closed: count => `Ended (${count})`,
    emptyTitle: 'Nothing to fill in right now',
    emptyText: 'New ones will appear here. Eat well, sleep well, and come by whenever you would like to talk.',
    allDoneTitle: 'All done, thank you',
    allDoneText:
      'Thank you for taking the time. Whenever you would like to talk, the counselling centre is there for you.',
    items: count => (count === 1 ? '1 question' : `${count} questions`),
    minutes: count => (count === 1 ? 'about 1 minute' : `about ${count} minutes`),
    due: (time, days) => (days < 0 ? `Due ${time}` : `Due ${time}, ${days < 2 ? daysEn(days) : `${days} days left`}`),
    opens: (time, days) => (days < 0 ? `Opens ${time}` : `Opens ${time}, ${daysEn(days)}`),
    completed: time => `Sent ${time}`,
    ended: time => `Ended ${time}`,
    consentRequired: 'You will first read what it is about and decide whether to take part',
    consentGiven: 'You have agreed to take part',
    consentDeclined: 'You chose not to take part for now',
    consentWithdrawn: 'You have withdrawn your consent',
    consentGuardian: 'A parent has to agree too',
    consentGuardianRefused: 'Your parent has not agreed',
    saved: time => `Saved ${time}`,
    answered: count => `${count} answered`,
    start: 'Fill in',
    goOn: 'Go on',
    reconsider: 'Have another look',
    look: 'View',
  },
};
