/** The words about what has become of the answers. */
import type { Strings } from '../../core/localization.ts';

export interface DraftStrings {
  draftSaving: string;
  draftSaved: string;
  draftWaiting: string;
  draftUnsaved: string;
  draftSignIn: string;
  draftResumed: string;
  draftMerged: string;
  draftEndedTitle: string;
  draftEnded: Record<'closed' | 'already' | 'gone' | 'consent' | 'failed', string>;
}

export const draftStrings: Strings<DraftStrings> = {
  'zh-CN': {
    draftSaving: '正在保存…',
    draftSaved: '已保存',
    draftWaiting: '已加密存在这台设备上，等网络恢复后自动保存',
    draftUnsaved: '现在连不上网络，最近的回答还没有保存。请先不要关掉这个页面。',
    draftSignIn: '登录已经过期。请在学校门户重新登录，你的回答都还在，登录后会接着保存。',
    draftResumed: '你之前的回答都在这里，接着填就好。',
    draftMerged: '你在别处填的回答也放到这里了。',
    draftEndedTitle: '现在不再保存回答了',
    draftEnded: {
      closed: '这次测评已经结束。你的回答还在这里，有疑问可以联系老师。',
      already: '这份问卷你已经交过了，不需要再填一次。',
      gone: '参加的同意已经撤回，所以不再收下新的回答。已保存的会一起删除。',
      consent: '这份问卷需要你先同意参加。同意之后会接着保存，你的回答都还在。',
      failed: '你现在不能填写这份问卷。你的回答还在这个页面上，有疑问可以联系老师。',
    },
  },
  en: {
    draftSaving: 'Saving…',
    draftSaved: 'Saved',
    draftWaiting: 'Kept encrypted on this device; it is saved as soon as the network is back',
    draftUnsaved: 'There is no connection, and your latest answers are not saved yet. Please keep this page open.',
    draftSignIn:
      'Your sign-in has expired. Sign in to the portal again; your answers stay, and saving goes on after it.',
    draftResumed: 'Your answers so far are here. Just go on.',
    draftMerged: 'Answers that you gave elsewhere have been added here.',
    draftEndedTitle: 'Answers are no longer being saved',
    draftEnded: {
      closed: 'This assessment is over. Your answers are still here; your teachers can help.',
      already: 'You have already submitted this questionnaire. There is no need to do it again.',
      gone: 'Consent was withdrawn, so no new answers are taken. What was saved is deleted with it.',
      consent: 'Your consent is needed first. Saving goes on once you have agreed; your answers are all here.',
      failed: 'You cannot fill in this questionnaire now. Your answers are still on this page; your teachers can help.',
    },
  },
};
