/** The words of what helps pupils. */
import type { Strings } from '../../../core/localization.ts';

export interface PupilStrings {
  tools: string;
  toolNames: Record<'read-aloud' | 'pinyin' | 'large-type', string>;
  readQuestion: (number: number) => string;
  readThis: string;
  stopReading: string;
  choices: string;
  askToRead: string;
  halfway: string;
  nearlyThere: string;
  rest: string;
  restText: string;
}

export const pupilStrings: Strings<PupilStrings> = {
  'zh-CN': {
    tools: '阅读帮助',
    toolNames: { 'read-aloud': '读给我听', pinyin: '拼音', 'large-type': '大字' },
    readQuestion: number => `读第 ${number} 题`,
    readThis: '读给我听',
    stopReading: '停下来',
    choices: '可以选：',
    askToRead: '有看不懂的字，可以请老师读给你听。',
    halfway: '已经答了一半，慢慢来就好。',
    nearlyThere: '快答完了，你做得很认真。',
    rest: '歇一会儿',
    restText: '喝口水，看看远处，动一动肩膀。想继续的时候再往下答，你的回答都在。',
  },
  en: {
    tools: 'Help with reading',
    toolNames: { 'read-aloud': 'Read to me', pinyin: 'Pinyin', 'large-type': 'Large type' },
    readQuestion: number => `Read question ${number}`,
    readThis: 'Read to me',
    stopReading: 'Stop',
    choices: 'You can choose:',
    askToRead: 'If a word is hard, you can ask your teacher to read it to you.',
    halfway: 'You are halfway. Take your time.',
    nearlyThere: 'Nearly there. You are doing this with care.',
    rest: 'Take a short rest',
    restText:
      'Have a drink, look out of the window, move your shoulders. Go on when you are ready; your answers are here.',
  },
};
