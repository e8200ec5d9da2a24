/** Who can sign in to the demo, and which pages are theirs. A real portal asks its CAS, OAuth2 or WeCom instead. */
import type { EmbedSessionRequest } from '@xinqiao/contract/types';
import { cast } from '@xinqiao/server/seed';

export interface Person {
  readonly id: string;
  readonly userId: string;
  readonly role: EmbedSessionRequest['role'];
  readonly name: string;
  readonly post: { readonly zh: string; readonly en: string };
  /** The page that opens after signing in. */
  readonly home: string;
  /** What this person's pages embed: a session serves no other element. */
  readonly components: string[];
  /** What the pages' own scripts ask for beside. */
  readonly features: string[];
}

const person = (
  id: 'student' | 'counsellor' | 'psychologist' | 'collegeLeader',
  post: Person['post'],
  home: string,
  components: string[],
  features: string[] = [],
): Person => ({ id, ...cast[id], post, home, components, features });

const staff = ['xq-provider', 'xq-alert-badge'];
/** For the portal's own table of students, `assets/roster.js`. */
const roster = ['students', 'organisationUnits'];

export const people: readonly Person[] = [
  person('student', { zh: '学生', en: 'Student' }, '/student.html', [
    'xq-provider',
    'xq-assignments',
    'xq-consent',
    'xq-questionnaire',
    'xq-course-credits',
    'xq-growth-file',
    'xq-my-data',
    'xq-result-report',
    'xq-access-log',
    'xq-help-card',
  ]),
  person(
    'counsellor',
    { zh: '辅导员', en: 'Counsellor' },
    '/counsellor.html',
    [...staff, 'xq-course-overview', 'xq-growth-file', 'xq-help-card'],
    roster,
  ),
  person(
    'psychologist',
    { zh: '心理中心', en: 'Psychology centre' },
    '/centre.html',
    [
      ...staff,
      'xq-campaign-editor',
      'xq-campaign-progress',
      'xq-course-overview',
      'xq-growth-file',
      'xq-result-report',
    ],
    roster,
  ),
  person('collegeLeader', { zh: '学院领导', en: 'College leader' }, '/leader.html', [
    ...staff,
    'xq-campaign-progress',
    'xq-course-overview',
  ]),
];

/** Pages that need somebody signed in; every other page is public. */
const pagesOf: Readonly<Record<string, readonly string[]>> = {
  'student.html': ['student'],
  'fill.html': ['student'],
  'my-data.html': ['student'],
  'counsellor.html': ['counsellor'],
  'centre.html': ['psychologist'],
  'result.html': ['student', 'psychologist'],
  'growth.html': ['counsellor', 'psychologist'],
  'leader.html': ['collegeLeader'],
};

export const mayOpen = (page: string, person: Person | undefined): boolean =>
  pagesOf[page]?.includes(person?.id ?? '') ?? true;
