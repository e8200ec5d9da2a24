import type { Strings } from '../core/localization.ts';
import type { Due } from './model.ts';

export interface AlertBadgeStrings {
  /** Name of a level as the school says it; a level without a name shows its id. */
  levels: Readonly<Record<string, string>>;
  title: string;
  loading: string;
  unknown: string;
  staleCount: string;
  none: string;
  noneText: string;
  /** Everything is taken note of, and so many are being cared for. */
  allSeen: (open: number) => string;
  count: (level: string, count: number) => string;
  announce: (more: number, total: number) => string;
  first: string;
  due: (kind: Due, clock: string, day: string) => string;
  proposed: string;
  confirmed: string;
  acknowledge: string;
  sending: string;
  acknowledged: (name: string, time: string) => string;
  failed: string;
  more: (count: number) => string;
  close: string;
}

export const strings: Strings<AlertBadgeStrings> = {
  'zh-CN': {
    levels: { imminent: '紧急', high: '重点', moderate: '一般', watch: '留意' },
    title: '需要关心的同学',
    loading: '正在加载',
    unknown: '人数暂时未知',
    staleCount: '较早的人数',
    none: '暂无需要跟进的同学',
    noneText: '有新的情况会自动出现在这里。',
    allSeen: open => `都已知晓，${open} 位同学正在跟进中。`,
    count: (level, count) => `${level} ${count} 位`,
    announce: (more, total) => `新增 ${more} 位需要关心的同学，现在共 ${total} 位`,
    first: '先做这一件',
    due: (kind, clock, day) =>
      ({
        now: '请现在就联系',
        overdue: `原定 ${day} ${clock} 前联系，请现在联系`,
        today: `今天 ${clock} 前联系`,
        tomorrow: `明天 ${clock} 前联系`,
        later: `${day}前联系`,
      })[kind],
    proposed: '建议，待专业人员确认',
    confirmed: '已由专业人员确认',
    acknowledge: '知道了',
    sending: '正在记录…',
    acknowledged: (name, time) => `${name}已知晓 · ${time}`,
    failed: '没有记录成功，请再试一次。',
    more: count => `另有 ${count} 位，处理后会依次出现。`,
    close: '关闭',
  },
  en: {
    levels: { imminent: 'Urgent', high: 'High', moderate: 'Moderate', watch: 'Watch' },
    title: 'Students to care for',
    loading: 'Loading',
    unknown: 'Count not known right now',
    staleCount: 'Earlier count',
    none: 'Nobody needs follow-up now',
    noneText: 'Anything new appears here by itself.',
    allSeen: open => `All noted; ${open} being followed up.`,
    count: (level, count) => `${level} ${count}`,
    announce: (more, total) => `${more} more to care for, ${total} in all`,
    first: 'Do this first',
    due: (kind, clock, day) =>
      ({
        now: 'Get in touch now',
        overdue: `Was due ${day}, ${clock}; get in touch now`,
        today: `Get in touch by ${clock} today`,
        tomorrow: `Get in touch by ${clock} tomorrow`,
        later: `Get in touch by ${day}`,
      })[kind],
    proposed: 'Suggested; a professional will confirm',
    confirmed: 'Confirmed by a professional',
    acknowledge: 'Noted',
    sending: 'Saving…',
    acknowledged: (name, time) => `Noted by ${name} · ${time}`,
    failed: 'This was not saved. Please try again.',
    more: count => `${count} more will move up as these are dealt with.`,
    close: 'Close',
  },
};
