import type { AccessLogEntry } from '@xinqiao/contract/types';
import type { Strings } from '../core/localization.ts';

export interface AccessLogStrings {
  title: string;
  lead: string;
  emptyTitle: string;
  emptyText: string;
  more: string;
  loadingMore: string;
  moreFailed: string;
  read: (kind: string) => string;
  write: (kind: string) => string;
  reason: (purpose: string) => string;
  someone: string;
  otherKind: string;
  otherPurpose: string;
  roles: Record<AccessLogEntry['role'], string>;
  kinds: Record<AccessLogEntry['kind'], string>;
  purposes: Record<AccessLogEntry['purpose'], string>;
}

export const strings: Strings<AccessLogStrings> = {
  'zh-CN': {
    title: '谁看过我的档案',
    lead: '老师查看或修改你的成长档案、问卷回答和结果，都会记在这里。',
    emptyTitle: '还没有人看过你的档案',
    emptyText: '以后有人查看，这里会写明时间、是谁、为了什么。',
    more: '看更早的记录',
    loadingMore: '正在加载…',
    moreFailed: '更早的记录暂时没能打开，请再点一次。',
    read: kind => `查看了${kind}`,
    write: kind => `修改了${kind}`,
    reason: purpose => `为了：${purpose}`,
    someone: '一位工作人员',
    otherKind: '其他内容',
    otherPurpose: '其他',
    roles: {
      student: '学生',
      'dorm-leader': '寝室长',
      'class-committee': '班委',
      counsellor: '辅导员',
      'homeroom-teacher': '班主任',
      'psych-staff': '心理中心',
      'college-leader': '学院领导',
      'school-leader': '学校领导',
      guardian: '家长或监护人',
      'district-officer': '区县心理中心',
      'hospital-partner': '合作医院',
      operator: '系统运维',
    },
    kinds: { assessment: '测评结果', file: '成长档案或关怀记录', roster: '名册或课程', 'access-log': '查看记录' },
    purposes: {
      own: '本人使用',
      care: '日常关怀',
      'follow-up': '关心和跟进',
      assessment: '测评结果复核',
      counselling: '心理咨询',
      'case-review': '集体研判',
      'hand-over': '交接或转介',
      'guardian-contact': '家校沟通',
      'legal-duty': '依法报告',
      'rights-request': '处理你的查阅、更正或删除请求',
      administration: '教务和名册',
      operation: '系统运维',
      'sign-in': '登录',
      'break-glass': '紧急情况下的查阅',
      other: '其他',
    },
  },
  en: {
    title: 'Who has read my file',
    lead: 'When staff read or change your growth file, your answers or your results, it is noted here.',
    emptyTitle: 'Nobody has read your file yet',
    emptyText: 'When somebody does, you will see when, who and what for.',
    more: 'Show earlier entries',
    loadingMore: 'Loading…',
    moreFailed: 'Earlier entries could not be opened. Please try again.',
    read: kind => `Looked at ${kind}`,
    write: kind => `Changed ${kind}`,
    reason: purpose => `For: ${purpose}`,
    someone: 'A member of staff',
    otherKind: 'something else',
    otherPurpose: 'other',
    roles: {
      student: 'Student',
      'dorm-leader': 'Dormitory leader',
      'class-committee': 'Class committee',
      counsellor: 'Counsellor',
      'homeroom-teacher': 'Homeroom teacher',
      'psych-staff': 'Psychology centre',
      'college-leader': 'College leader',
      'school-leader': 'School leader',
      guardian: 'Parent or guardian',
      'district-officer': 'District centre',
      'hospital-partner': 'Partner hospital',
      operator: 'System operator',
    },
    kinds: {
      assessment: 'assessment results',
      file: 'the growth file or care notes',
      roster: 'the roster or courses',
      'access-log': 'this log',
    },
    purposes: {
      own: 'own use',
      care: 'everyday care',
      'follow-up': 'care and follow-up',
      assessment: 'checking assessment results',
      counselling: 'counselling',
      'case-review': 'case review',
      'hand-over': 'hand-over or referral',
      'guardian-contact': 'talking with your family',
      'legal-duty': 'a report that the law asks for',
      'rights-request': 'your own request to see, correct or erase',
      administration: 'teaching and roster',
      operation: 'running the system',
      'sign-in': 'signing in',
      'break-glass': 'an emergency',
      other: 'other',
    },
  },
};
