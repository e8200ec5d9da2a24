import type { Strings } from '../core/localization.ts';

export interface ConsentStrings {
  lead: string;
  renewed: string;
  outdated: string;
  version: (version: string) => string;
  contact: string;
  give: string;
  refuse: string;
  choice: string;
  saving: string;
  failed: string;
  offline: string;
  refusedTitle: string;
  refusedText: string;
  withdrawnTitle: string;
  withdrawnText: string;
  help: string;
  reconsider: string;
  withdraw: string;
  withdrawTitle: string;
  withdrawText: string;
  withdrawYes: string;
  withdrawNo: string;
  givenOn: (version: string) => string;
  notOpenTitle: string;
  overTitle: string;
  overText: string;
  notOpenText: string;
  guardianTitle: string;
  guardianText: string;
  guardianRefusedTitle: string;
  guardianRefusedText: string;
  assentBack: string;
}

export const strings: Strings<ConsentStrings> = {
  'zh-CN': {
    lead: '慢慢读，不着急。参不参加，由你决定。',
    renewed: '你之前同意过的说明有了新的版本，所以再请你看一遍。',
    outdated: '说明刚刚更新过，你的选择还没有保存。请看过新的内容再决定。',
    version: version => `说明版本 ${version}`,
    contact: '有疑问可以联系',
    give: '我已阅读并同意',
    refuse: '暂不参加',
    choice: '你的选择',
    saving: '正在保存…',
    failed: '没有保存成功，请再点一次。',
    offline: '现在连不上网络，你的选择还没有保存。网络恢复后请再点一次。',
    refusedTitle: '好的，这次不参加',
    refusedText: '这是你的决定，不需要理由。想参加的时候，随时可以回来。',
    withdrawnTitle: '你已撤回同意',
    withdrawnText:
      '从现在起不再请你填写。已经提交的答案 7 天后删除；关系到安全、正在跟进的内容，会先留到事情妥当为止。',
    help: '如果想找人聊聊，可以打这些电话：',
    reconsider: '再看看说明',
    withdraw: '撤回同意',
    withdrawTitle: '要撤回同意吗？',
    withdrawText: '撤回后不再请你填写，没有提交的答案不会保存，已经提交的 7 天后删除。7 天之内再次同意，就不删除。',
    withdrawYes: '撤回',
    withdrawNo: '不撤回',
    givenOn: version => `你已同意（说明版本 ${version}）。`,
    notOpenTitle: '还没有开始',
    notOpenText: '开始以后，会先请你阅读说明，再决定是否参加。',
    overTitle: '这次测评已经结束',
    overText: '现在不用做什么。想找人聊聊的时候，随时可以联系心理中心。',
    guardianTitle: '你愿意参加，谢谢。现在等家长同意',
    guardianText: '你还没有满 14 周岁，所以还需要一位家长或监护人同意。在那之前不用做什么，也不会收集任何内容。',
    guardianRefusedTitle: '这次先不参加',
    guardianRefusedText: '家长没有同意参加，这不是你做错了什么，也不会影响你在学校的任何事情。想找人聊聊，随时可以来。',
    assentBack: '我改变主意了，不参加',
  },
  en: {
    lead: 'Take your time. Whether to take part is up to you.',
    renewed: 'The text you agreed to has a new version, so we ask you to look at it again.',
    outdated: 'The text has just been updated and your choice was not saved. Please read the new text, then decide.',
    version: version => `Version ${version}`,
    contact: 'Questions? Contact',
    give: 'I have read this and agree',
    refuse: 'Not this time',
    choice: 'Your choice',
    saving: 'Saving…',
    failed: 'It could not be saved. Please choose again.',
    offline: 'There is no connection, and your choice is not saved yet. Please choose again when you are back online.',
    refusedTitle: 'That’s fine: not this time',
    refusedText: 'It is your decision and needs no reason. You can come back whenever you like.',
    withdrawnTitle: 'You have withdrawn your consent',
    withdrawnText:
      'You won’t be asked to fill this in any more. Answers already sent are erased in 7 days; what somebody’s safety rests on is kept until that is settled.',
    help: 'If you would like to talk to someone, call:',
    reconsider: 'Read the text again',
    withdraw: 'Withdraw consent',
    withdrawTitle: 'Withdraw your consent?',
    withdrawText:
      'You won’t be asked to fill this in. Answers you haven’t sent are not kept; those you have sent are erased in 7 days, unless you agree again before that.',
    withdrawYes: 'Withdraw',
    withdrawNo: 'Keep my consent',
    givenOn: version => `You have agreed (version ${version}).`,
    notOpenTitle: 'It has not begun yet',
    notOpenText: 'Once it begins, you will be asked to read the text and decide whether to take part.',
    overTitle: 'This assessment is over',
    guardianTitle: 'Thank you for agreeing. Now a parent has to agree too',
    guardianText:
      'You are not 14 yet, so a parent or guardian has to agree as well. Until then there is nothing to do, and nothing is collected.',
    guardianRefusedTitle: 'Not this time',
    guardianRefusedText:
      'Your parent or guardian has not agreed. You have done nothing wrong, and nothing at school depends on it. If you would like to talk, we are here.',
    assentBack: 'I have changed my mind: not this time',
    overText: 'There is nothing to do. Whenever you would like to talk, the counselling centre is there for you.',
  },
};
