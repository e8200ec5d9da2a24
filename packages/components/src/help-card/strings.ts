import type { Strings } from '../core/localization.ts';

export interface HelpCardStrings {
  title: string;
  care: string;
  emergencyTitle: string;
  emergencyText: string;
  checked: (date: string) => string;
  compactTitle: string;
  call: (name: string, number: string) => string;
  more: string;
  less: string;
}

export const strings: Strings<HelpCardStrings> = {
  'zh-CN': {
    title: '想找人聊聊的时候',
    care: '你不必一个人扛着。打个电话，会有人认真听你说。',
    emergencyTitle: '正处在危险中',
    emergencyText: '如果你或身边的人马上有危险，请直接拨打：',
    checked: date => `号码核对于 ${date}`,
    compactTitle: '想找人聊聊？',
    call: (name, number) => `拨打${name} ${number}`,
    more: '更多',
    less: '收起',
  },
  en: {
    title: 'When you need someone to talk to',
    care: 'You don’t have to carry it alone. Call, and let someone listen.',
    emergencyTitle: 'In danger right now',
    emergencyText: 'If you or somebody near you is in immediate danger, call:',
    checked: date => `Numbers checked on ${date}`,
    compactTitle: 'Need someone to talk to?',
    call: (name, number) => `Call ${name}, ${number}`,
    more: 'More',
    less: 'Show less',
  },
};
