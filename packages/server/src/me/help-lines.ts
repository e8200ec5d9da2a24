/** The help lines a school starts with. It checks and completes them: they are configuration. */
import type { HelpLine } from '@xinqiao/contract/types';

/** When these defaults were checked last against what the operators of the lines publish. */
const LAST_CHECKED = '2026-09-01';

export const defaultHelpLines: readonly HelpLine[] = [
  {
    id: 'national-psychological-support',
    number: '12356',
    name: { 'zh-CN': '全国统一心理援助热线', en: 'National psychological support line' },
    // The line is open at least 18 hours a day; more is not promised.
    hours: { 'zh-CN': '每天至少 18 小时', en: 'At least 18 hours a day' },
    lastChecked: LAST_CHECKED,
  },
  {
    id: 'youth-service',
    number: '12355',
    name: { 'zh-CN': '青少年服务台', en: 'Youth service line' },
    lastChecked: LAST_CHECKED,
  },
  {
    id: 'medical-emergency',
    number: '120',
    name: { 'zh-CN': '医疗急救', en: 'Medical emergency' },
    emergency: true,
    lastChecked: LAST_CHECKED,
  },
  {
    id: 'police',
    number: '110',
    name: { 'zh-CN': '报警求助', en: 'Police' },
    emergency: true,
    lastChecked: LAST_CHECKED,
  },
];
