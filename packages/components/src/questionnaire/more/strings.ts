/** The words of the item types beside `choice`, and of a form that is asked in person. */
import type { Strings } from '../../core/localization.ts';

export interface MoreStrings {
  interview: string;
  notAnsweredYet: string;
  range: (min: number, max: number) => string;
  atLeast: (min: number) => string;
  atMost: (max: number) => string;
  chooseAny: string;
  chooseSome: (min: number, max: number) => string;
  characters: (length: number, limit: number) => string;
  faults: Record<
    'too-few' | 'too-many' | 'not-a-number' | 'not-whole' | 'out-of-range' | 'too-long' | 'not-well-formed',
    string
  >;
}

export const moreStrings: Strings<MoreStrings> = {
  'zh-CN': {
    interview: '这份问卷需要由受过训练的老师当面提问，并一直陪着你。请不要一个人填写。',
    notAnsweredYet: '还没有选',
    range: (min, max) => `${min} 到 ${max}`,
    atLeast: min => `不小于 ${min}`,
    atMost: max => `不大于 ${max}`,
    chooseAny: '可以选多项',
    chooseSome: (min, max) => (min === max ? `选 ${min} 项` : min > 0 ? `选 ${min} 到 ${max} 项` : `最多选 ${max} 项`),
    characters: (length, limit) => `${length} / ${limit} 字`,
    faults: {
      'too-few': '选得还不够。',
      'too-many': '选得太多了。',
      'not-a-number': '请填一个数字。',
      'not-whole': '请填整数。',
      'out-of-range': '这个数字不在可以填的范围里。',
      'too-long': '文字太长了，请缩短一些。你写的内容都还在。',
      'not-well-formed': '文字里有无法保存的字符，请删掉它。',
    },
  },
  en: {
    interview:
      'These questions are asked in person by a trained adult who stays with you. Please don’t fill them in alone.',
    notAnsweredYet: 'Not chosen yet',
    range: (min, max) => `${min} to ${max}`,
    atLeast: min => `${min} or more`,
    atMost: max => `${max} or less`,
    chooseAny: 'Choose any that apply',
    chooseSome: (min, max) =>
      min === max ? `Choose ${min}` : min > 0 ? `Choose ${min} to ${max}` : `Choose up to ${max}`,
    characters: (length, limit) => `${length} / ${limit}`,
    faults: {
      'too-few': 'Please choose a few more.',
      'too-many': 'That is more than can be chosen.',
      'not-a-number': 'Please enter a number.',
      'not-whole': 'Please enter a whole number.',
      'out-of-range': 'This number is outside the range.',
      'too-long': 'This text is too long; please shorten it. All you wrote is still here.',
      'not-well-formed': 'This text holds a character that cannot be stored; please remove it.',
    },
  },
};
