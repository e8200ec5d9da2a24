/**
 * The words of the questionnaire that are not the scale's own. Chinese is the source; 你, plain, warm, no diagnosis.
 *
 * Those until the first question are here; what comes later brings its words with its code (`extendStrings`).
 */
import type { Strings } from '../core/localization.ts';
import type { AidStrings } from './aid/index.ts';
import type { DraftStrings } from './draft/strings.ts';
import type { ClosingStrings } from './later/strings.ts';
import type { MoreStrings } from './more/strings.ts';
import type { ExitStrings } from './on-request/exit.ts';
import type { HostFormStrings } from './on-request/host-form.ts';
import type { PupilStrings } from './on-request/pupils/strings.ts';
import type { SectionStrings } from './on-request/sections.ts';

export interface FirstStrings {
  questions: (count: number) => string;
  minutes: (count: number) => string;
  recall: (period: string) => string;
  about: string;
  stop: string;
  kept: string;
  keptHere: string;
  begin: string;
  resume: string;
  next: string;
  back: string;
  toReview: string;
  toIntro: string;
  clear: string;
  position: (number: number, total: number) => string;
  left: (count: number) => string;
  allAnswered: string;
  optional: string;
  helpTitle: string;
  helpText: string;
  broken: string;
  again: string;
  required: string;
}

export type QuestionnaireStrings = FirstStrings &
  AidStrings &
  MoreStrings &
  ClosingStrings &
  DraftStrings &
  PupilStrings &
  SectionStrings &
  HostFormStrings &
  ExitStrings;

const chinese: Omit<FirstStrings, 'keptHere'> = {
  questions: count => `${count} 个问题`,
  minutes: count => `大约 ${count} 分钟`,
  recall: period => `问的是${period}`,
  about: '没有对错，也不用想太久，按你真实的感受来选就好。',
  stop: '随时可以停下来。',
  kept: '回答会随时加密保存，下次可以接着填。提交之前老师看不到；只有你可能需要帮助时，心理中心会收到提醒。',
  begin: '开始',
  resume: '继续填写',
  next: '下一题',
  back: '上一题',
  toReview: '检查回答',
  toIntro: '返回',
  clear: '清除选择',
  position: (number, total) => `第 ${number} 题，共 ${total} 题`,
  left: count => `还剩 ${count} 题`,
  allAnswered: '都答完了',
  optional: '选答',
  helpTitle: '你不是一个人',
  helpText: '如果现在很难受，可以马上打电话，会有人认真听你说。也可以找一个你信任的人，陪在你身边。',
  broken: '暂时没能打开',
  again: '重试',
  required: '请回答这一题。拿不准的时候，选最接近的就好。',
};

const english: Omit<FirstStrings, 'keptHere'> = {
  questions: count => `${count} ${count === 1 ? 'question' : 'questions'}`,
  minutes: count => `about ${count} ${count === 1 ? 'minute' : 'minutes'}`,
  recall: period => `about the ${period}`,
  about: 'There is no right or wrong. Don’t think too long; choose what feels true for you.',
  stop: 'You can stop at any time.',
  kept: 'Your answers are saved encrypted as you go, so you can come back to them. Teachers cannot see them before you submit; only where you may need help is the counselling centre told.',
  begin: 'Start',
  resume: 'Go on',
  next: 'Next',
  back: 'Back',
  toReview: 'Check answers',
  toIntro: 'Back',
  clear: 'Clear choice',
  position: (number, total) => `Question ${number} of ${total}`,
  left: count => `${count} left`,
  allAnswered: 'All answered',
  optional: 'optional',
  helpTitle: 'You are not alone',
  helpText:
    'If things are hard right now, you can call at once; someone will listen. You can also ask someone you trust to stay with you.',
  broken: 'This could not be opened',
  again: 'Try again',
  required: 'Please answer this question. If unsure, choose what comes closest.',
};

/** Whatever draws with a word of later has brought it. */
export const strings = { 'zh-CN': chinese, en: english } as Strings<QuestionnaireStrings>;

export function extendStrings(more: Partial<Strings<object>>): void {
  for (const [language, words] of Object.entries(more)) Object.assign(strings[language as keyof typeof strings], words);
}
