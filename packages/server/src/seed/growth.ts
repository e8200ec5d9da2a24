/** What a growth file begins with: the stages, and what an earlier school has handed over. The rest follows from the records. */
import { termId, termOf } from '../growth-files/term.ts';
import { cast } from './cast.ts';
import { SCHOOL_NAME } from './colleges.ts';
import type { Row } from '../database/insert-rows.ts';
import { randomOf } from './random.ts';
import type { SeedStudent } from './students.ts';

/** Towns that don't exist. */
const TOWNS = '青屿市 临澜市 望川县 云浦市 榕江湾市 南岭口县 鹤洲市 梅汀县 石桥河市 东港湾市'.split(' ');
const SCHOOLS = '第一中学 第二中学 第三中学 实验中学 高级中学 外国语学校'.split(' ');

const enrolmentDay = (year: number): string => `${year}-09-01`;
const isSenior = (student: SeedStudent): boolean => student.number === cast.seniorStudent.userId;

export function* stages(students: Iterable<SeedStudent>): Generator<Row<'growth_stages'>> {
  for (const student of students) {
    const { id } = student;
    const year = student.class.enrolmentYear;
    const random = randomOf('school', id);
    yield {
      student_id: id,
      stage: 'senior-secondary',
      school: random.pick(TOWNS) + random.pick(SCHOOLS),
      from_date: enrolmentDay(year - 3),
      to_date: `${year}-06-30`,
    };
    yield {
      student_id: id,
      stage: 'undergraduate',
      school: SCHOOL_NAME,
      from_date: enrolmentDay(year),
      to_date: null,
    };
  }
}

export interface SeedEntry {
  readonly entry: Row<'growth_entries'>;
  readonly summary: { readonly 'zh-CN': string; readonly en: string } | null;
}

const summaries = {
  none: { 'zh-CN': '未见需要关注的情况', en: 'Nothing that needed attention' },
  some: { 'zh-CN': '考前压力水平偏高，已谈话并回访', en: 'High exam stress; talked to and followed up' },
};

export function* entries(students: Iterable<SeedStudent>): Generator<SeedEntry> {
  for (const student of students) {
    const { id, class: home } = student;
    const year = home.enrolmentYear;
    const random = randomOf('history', id);
    const make = (
      name: string,
      stage: 'senior-secondary' | 'undergraduate',
      kind: Row<'growth_entries'>['kind'],
      day: string,
      zh: string,
      en: string,
    ): Row<'growth_entries'> => ({
      id: `g.${id}.${name}`,
      student_id: id,
      stage,
      term: termId(termOf(day)),
      kind,
      on_date: day,
      title: { 'zh-CN': zh, en },
    });
    const hadStress = isSenior(student) || random.chance(0.06);
    const october = `${year - 2}-10-${String(random.integer(10, 28))}`;
    yield {
      entry: make(
        'assessment',
        'senior-secondary',
        'assessment',
        october,
        '高二年级心理健康测评',
        'Assessment in the 11th year',
      ),
      summary: hadStress ? summaries.some : summaries.none,
    };
    if (isSenior(student) || random.chance(0.4)) {
      const march = `${year}-03-${String(random.integer(10, 28))}`;
      yield {
        entry: make(
          'course',
          'senior-secondary',
          'course',
          march,
          '考前心理调适与生命教育专题课',
          'Lessons on exam stress and the value of life',
        ),
        summary: null,
      };
    }
    if (isSenior(student)) {
      const day = enrolmentDay(year - 3);
      yield {
        entry: make('school', 'senior-secondary', 'enrolment', day, '进入高中', 'Entered senior secondary school'),
        summary: null,
      };
    }
    const enrolled = make(
      'enrolment',
      'undergraduate',
      'enrolment',
      enrolmentDay(year),
      `入学：${home.college.name} ${home.name}`,
      `Enrolled: ${home.college.name}, ${home.name}`,
    );
    yield { entry: enrolled, summary: null };
  }
}
