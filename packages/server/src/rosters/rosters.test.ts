import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_TENANT, type Database } from '../database/database.ts';
import { createSmallSchool, NOW } from '../testing/small-school.ts';
import { importRoster, RosterError } from './import-roster.ts';
import { readRoster, type RosterSettings } from './read-roster.ts';
import type { Roster } from './roster.ts';

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
const read = (text: string, settings: RosterSettings = { stage: 'undergraduate' }): Roster =>
  readRoster([file('students.csv', text)], settings);

const HEADER = '学号,姓名,性别,出生日期,学院,班级,入学年份';
/** The students of the small school, as its own office would write them down. */
/** What becomes of no staff. */
const none = { new: 0, changed: 0, unchanged: 0, ended: 0, missing: 0 };

const here = [
  '2026ann,安一,,2008-03-01,计算机学院,软件工程2601班,2026',
  '2026bea,白二,,2008-03-01,计算机学院,软件工程2601班,2026',
  '2026cai,蔡三,,2008-03-01,计算机学院,软件工程2602班,2026',
  '2026dai,戴四,,2008-03-01,计算机学院,网络工程2601班,2026',
  '2026eve,伊五,,2008-03-01,文学院,汉语言文学2601班,2026',
];
const sheet = (...lines: string[]) => [HEADER, ...lines].join('\r\n');

const studentsOf = ({ kysely }: Database) =>
  kysely.selectFrom('students').selectAll().orderBy('student_number').execute();

describe('a spreadsheet', () => {
  it('is read from UTF-8, with and without a mark, and from GBK', () => {
    const text = sheet(here[0]!);
    // 学号,姓名 … in GBK, written with the platform's own table: it decodes only.
    const gbk = encodeGbk(text);
    assert.notDeepEqual(gbk, new TextEncoder().encode(text));
    const expected = read(text).students;
    assert.equal(expected[0]?.name, '安一');
    for (const bytes of [gbk, new TextEncoder().encode(`\ufeff${text}`)]) {
      const roster = readRoster([{ name: 'students.csv', bytes }], { stage: 'undergraduate' });
      assert.deepEqual(roster.faults, []);
      assert.deepEqual(roster.students, expected);
    }
  });

  it('may have its columns in any order, under other names, with remarks in brackets, and parted by tabs', () => {
    const roster = read(
      [
        '班级名称\t院系\t姓名（必填）\t学号 *\t出生年月日\t培养层次\t年级\t寝室',
        '一班\t文学院\t王 伟\t20260001\t2008年3月1日\t硕士\t2026级\t101',
      ].join('\n'),
    );
    assert.deepEqual(roster.faults, []);
    const [student] = roster.students;
    assert.equal(student?.name, '王 伟');
    assert.equal(student.birthDate, '2008-03-01');
    assert.equal(student.stage, 'postgraduate');
    assert.equal(student.enrolmentYear, 2026);
    assert.equal(roster.units.get(student.dormitoryKey!)?.name, '101');
  });

  it('names every cell that is wrong, by file, line and column, and none of what stands in it', () => {
    const roster = read(
      sheet(
        ',王伟,男,2008-03-01,文学院,一班,2026',
        '1,,男,2008-02-30,文学院,一班,2026',
        '2,赵敏,公,01/03/2008,,一班,二六',
        `3,${'长'.repeat(201)},女,2008-03-01,文学院,一班,2026`,
        '4,a\u0000b,女,2008-03-01,文学院,一班,2026',
        // What comes with pasting from a chat, and what turns the direction of all that follows.
        '5\u200b,王\u202e伟,女,2008-03-01,文学院,一班,2026',
      ),
      {},
    );
    assert.deepEqual(
      roster.faults.filter(({ column }) => column !== '学段').map(({ line, column, code }) => [line, column, code]),
      [
        [2, '学号', 'required'],
        [3, '姓名', 'required'],
        [3, '出生日期', 'not-a-date'],
        [4, '出生日期', 'not-a-date'],
        [4, '学院', 'required'],
        [4, '性别', 'unknown-value'],
        [4, '入学年份', 'not-a-year'],
        [5, '姓名', 'too-long'],
        [6, '姓名', 'forbidden-character'],
        [7, '学号', 'forbidden-character'],
        [7, '姓名', 'forbidden-character'],
      ],
    );
    assert.equal(roster.faults.filter(({ column }) => column === '学段').length, 6);
    const said = JSON.stringify(roster.faults);
    for (const cell of ['王伟', '赵敏', '01/03/2008', '公', '二六']) assert.ok(!said.includes(cell), cell);
  });

  it('has numbers that one can sign in with: typed full-width they are the same ones, all others are named', () => {
    const line = (number: string) => `${number},王伟,男,2008-03-01,文学院,一班,2026`;
    const full = read(sheet(line('２０２６０００１')));
    assert.deepEqual([full.faults, full.students.map(({ number }) => number)], [[], ['20260001']]);
    // As a spreadsheet shortens a long number, …, and longer than an id.
    const others = ['2.02608E+11', '2026 0001', '文2026', '2'.repeat(65)];
    assert.deepEqual(
      read(sheet(...others.map(line))).faults.map(({ line: at, column, code }) => [at, column, code]),
      others.map((_, index) => [index + 2, '学号', 'not-an-id']),
    );
    const staff = readRoster(
      [
        file('students.csv', sheet(line('1'))),
        file('staff.csv', '工号,姓名,角色,负责单位\nＴ1,甲老师,辅导员,一班\n老师 2,乙老师,辅导员,一班'),
      ],
      { stage: 'undergraduate' },
    );
    assert.deepEqual(
      staff.staff.map(({ number }) => number),
      ['T1'],
    );
    assert.deepEqual(
      staff.faults.map(({ line: at, column, code }) => [at, column, code]),
      [[3, '工号', 'not-an-id']],
    );
  });

  it('has nobody in it who is born after today', () => {
    const born = (date: string) =>
      read(sheet(`1,王伟,男,${date},文学院,一班,2026`), { stage: 'undergraduate', today: '2026-10-12' }).faults;
    assert.deepEqual(born('2026-10-12'), []);
    assert.deepEqual(
      born('2062-03-01').map(({ line, column, code }) => [line, column, code]),
      [[2, '出生日期', 'not-a-date']],
    );
  });

  it('that lacks a column, has one twice, is empty, is no text or no table says so', () => {
    const codes = (bytes: Uint8Array) =>
      readRoster([{ name: 'x.csv', bytes }], {}).faults.map(({ code, column, line }) => [code, column, line]);
    const utf8 = (text: string) => new TextEncoder().encode(text);
    assert.deepEqual(codes(utf8('学号,姓名,出生日期,学院\n1,a,2008-03-01,b')), [['missing-column', '班级', 1]]);
    assert.deepEqual(codes(utf8('学号,学号,姓名,出生日期,学院,班级\n')), [['repeated-column', '学号', 1]]);
    assert.deepEqual(codes(utf8('')), [['empty-file', null, 1]]);
    assert.deepEqual(codes(utf8('a,b\n1,2')), [['unknown-file', null, 1]]);
    assert.deepEqual(codes(new Uint8Array([0xff, 0x80, 0x81])), [['not-text', null, 1]]);
    assert.deepEqual(codes(utf8('学号,姓名,出生日期,学院,班级\n1,"a,2008-03-01,b,c\n')), [['not-csv', null, 2]]);
  });
});

describe('importing a roster', () => {
  it('finds who is there, and writes nothing when nothing has changed', async () => {
    const school = await createSmallSchool();
    const before = await studentsOf(school.database);
    const report = await importRoster(school.database, read(sheet(...here)), { now: NOW });
    assert.deepEqual(report.units, { new: 0, renamed: 0, moved: 0 });
    assert.equal(report.students.unchanged, 5);
    assert.deepEqual(await studentsOf(school.database), before);
    await school.close();
  });

  it('takes in who is new, moves who has changed class, and gives the campaigns that run to both', async () => {
    const school = await createSmallSchool();
    const report = await importRoster(
      school.database,
      read(
        sheet(
          '2026ann,安一,,2008-03-01,计算机学院,软件工程2602班,2026',
          ...here.slice(1),
          '2026new,新六,女,2009/1/2,文学院,汉语言文学2602班,2026',
        ),
      ),
      { now: NOW },
    );
    assert.deepEqual(report.units, { new: 1, renamed: 0, moved: 0 });
    assert.deepEqual(report.students, {
      ...{ new: 1, changed: 1, moved: 1, unchanged: 4, left: 0, returned: 0, missing: 0 },
    });
    const students = await studentsOf(school.database);
    const ann = students.find(({ id }) => id === 'ann')!;
    assert.equal(ann.class_path, 'school/computing/c2/');
    // The sheet has no column of dormitories: what is known stays.
    assert.equal(ann.dormitory_id, 'd1');
    const fresh = students.find(({ student_number }) => student_number === '2026new')!;
    assert.equal(fresh.birth_date, '2009-01-02');
    assert.match(fresh.class_path, /^school\/letters\/\w+\/$/);
    assert.equal(fresh.college_id, 'letters');

    const session = await school.sessionFor({ userId: '2026new', role: 'student' });
    const answer = await school.call(session, 'GET', '/v1/assignments');
    const { data } = (await answer.json()) as { data: { campaign: { id: string } }[] };
    assert.equal(data.length, report.assignments);
    assert.ok(data.length > 0);
    await school.close();
  });

  it('asks whom the campaign means since their record was put right: the year of enrolment, the date of birth', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    const asked = async () =>
      (await kysely.selectFrom('assignments').select('id').where('campaign_id', '=', 'open').execute()).length;
    await kysely.deleteFrom('assignments').where('campaign_id', '=', 'open').where('student_id', '=', 'ann').execute();
    const target = { unitIds: ['school'], rule: 'freshmen', enrolmentYears: [], year: 2026 };
    await kysely
      .updateTable('campaigns')
      .set({ target: JSON.stringify(target) })
      .where('id', '=', 'open')
      .execute();
    await kysely.updateTable('students').set({ enrolment_year: 2025 }).where('id', '=', 'ann').execute();
    const before = await asked();
    await importRoster(school.database, read(sheet(...here)), { now: NOW });
    assert.equal(await asked(), before + 3);
    await school.close();
  });

  it('writes nothing at all when one cell is wrong, when a number stands twice, and when it only checks', async () => {
    const school = await createSmallSchool();
    const before = await studentsOf(school.database);
    const more = '2026new,新六,女,2009-01-02,文学院,新班,2026';
    const refused = async (text: string, code: string) => {
      const error = await importRoster(school.database, read(text), { now: NOW }).catch((failure: unknown) => failure);
      assert.ok(error instanceof RosterError);
      assert.deepEqual(
        error.faults.map(fault => fault.code),
        [code],
      );
    };
    await refused(sheet(...here, more, '2026bad,坏七,女,2009-02-30,文学院,新班,2026'), 'not-a-date');
    await refused(sheet(...here, more, more), 'repeated');
    const report = await importRoster(school.database, read(sheet(...here, more)), { now: NOW, dryRun: true });
    assert.equal(report.students.new, 1);
    assert.equal(report.units.new, 1);
    assert.deepEqual(await studentsOf(school.database), before);
    const units = await school.database.kysely.selectFrom('units').select('name').execute();
    assert.ok(!units.some(({ name }) => name === '新班'));
    await school.close();
  });

  it('keeps who is missing unless it is complete, and refuses a file that would let many leave', async () => {
    const school = await createSmallSchool();
    const cut = read(sheet(...here.slice(0, 4)));
    assert.equal((await importRoster(school.database, cut, { now: NOW })).students.missing, 1);
    const options = { now: NOW, isComplete: true };
    await assert.rejects(importRoster(school.database, cut, options), { name: 'RosterError' });
    assert.ok((await studentsOf(school.database)).every(({ left_on }) => left_on === null));

    const eve = await school.sessionFor({ userId: '2026eve', role: 'student' });
    const report = await importRoster(school.database, cut, { ...options, allowsManyLeavers: true });
    assert.equal(report.students.left, 1);
    const gone = (await studentsOf(school.database)).filter(({ left_on }) => left_on !== null);
    assert.deepEqual(
      gone.map(({ id, left_on }) => [id, left_on]),
      [['eve', '2026-10-12']],
    );
    assert.equal((await school.call(eve, 'GET', '/v1/me')).status, 401);

    const back = await importRoster(school.database, read(sheet(...here)), options);
    assert.equal(back.students.returned, 1);
    assert.ok((await studentsOf(school.database)).every(({ left_on }) => left_on === null));
    await school.close();
  });

  it('goes on with the stages of a growth file: the next begins, one that was written wrong is put right, leaving ends it', async () => {
    const school = await createSmallSchool();
    const take = async (now: string, ...lines: string[]) => {
      const text = ['学号,姓名,出生日期,学院,班级,入学年份,学段', ...lines].join('\n');
      const options = { now: new Date(now), isComplete: true, allowsManyLeavers: true };
      await importRoster(school.database, read(text, {}), options);
    };
    const stagesOf = async (number: string) => {
      const rows = await school.database.kysely
        .selectFrom('growth_stages')
        .innerJoin('students', 'students.id', 'growth_stages.student_id')
        .select(['growth_stages.stage', 'from_date', 'to_date'])
        .where('student_number', '=', number)
        .orderBy('from_date')
        .execute();
      return rows.map(row => [row.stage, row.from_date, row.to_date]);
    };
    const pupil = (number: string, year: number, stage: string) =>
      `${number},童一,2014-03-01,九年一贯部,一班,${year},${stage}`;
    await take('2026-06-01T08:00:00+08:00', pupil('20230001', 2023, '小学'), pupil('20260001', 2026, '高中'));
    await take('2026-06-02T08:00:00+08:00', pupil('20230001', 2023, '小学'), pupil('20260001', 2026, '初中'));
    assert.deepEqual(await stagesOf('20260001'), [['junior-secondary', '2026-09-01', null]]);
    assert.deepEqual(await stagesOf('20230001'), [['upper-primary', '2023-09-01', null]]);

    const promoted = [pupil('20230001', 2023, '初中'), pupil('20260001', 2026, '初中')];
    await take('2026-08-28T08:00:00+08:00', ...promoted);
    await take('2026-09-03T08:00:00+08:00', ...promoted);
    const stages = [
      ['upper-primary', '2023-09-01', '2026-08-31'],
      ['junior-secondary', '2026-09-01', null],
    ];
    assert.deepEqual(await stagesOf('20230001'), stages);

    await take('2027-01-20T08:00:00+08:00', promoted[1]!);
    assert.deepEqual((await stagesOf('20230001')).at(-1), ['junior-secondary', '2026-09-01', '2027-01-20']);
    await take('2027-03-01T08:00:00+08:00', ...promoted);
    assert.deepEqual(await stagesOf('20230001'), stages);
    await school.close();
  });

  it('ends the office of a student who is not of the class or the room any more, at once', async () => {
    const school = await createSmallSchool();
    const take = async (...lines: string[]) => {
      const text = [`${HEADER},宿舍楼,宿舍`, ...lines].join('\n');
      await importRoster(school.database, read(text), { now: NOW, isComplete: true, allowsManyLeavers: true });
    };
    const offices = { committee: ['2026bea', 'class-committee'], dormitory: ['2026dai', 'dorm-leader'] } as const;
    const sign = (office: keyof typeof offices) => {
      const [userId, role] = offices[office];
      return school.sessionFor({ userId, role });
    };
    const committee = await sign('committee');
    const dormitory = await sign('dormitory');
    const status = async (session: typeof committee) => (await school.call(session, 'GET', '/v1/students')).status;
    // Nothing that concerns the office.
    await school.database.kysely.updateTable('students').set({ name: '白' }).where('id', '=', 'bea').execute();
    await importRoster(school.database, read(sheet(...here)), { now: NOW });
    assert.deepEqual([await status(committee), await status(dormitory)], [200, 200]);

    // To another class, and out of the room.
    const [ann, , cai, , eve] = here;
    const rest = [`${ann},,`, `${cai},,`, `${eve},,`];
    await take(
      ...rest,
      '2026bea,白二,,2008-03-01,计算机学院,软件工程2602班,2026,,',
      '2026dai,戴四,,2008-03-01,计算机学院,网络工程2601班,2026,,',
    );
    assert.deepEqual([await status(committee), await status(dormitory)], [401, 401]);
    await assert.rejects(sign('committee'), /No session/);
    await assert.rejects(sign('dormitory'), /No session/);

    // Back in the class, and gone from the school.
    await take(...rest, `${here[1]},,`);
    assert.equal(await status(await sign('committee')), 200);
    await take(...rest);
    await assert.rejects(sign('committee'), /No session/);
    await school.close();
  });

  it('gives staff exactly the roles of the sheet, and signs out whose roles have changed', async () => {
    const school = await createSmallSchool();
    const staff = (units: string) =>
      file('staff.csv', `工号,姓名,角色,负责单位\nt-one,甲老师,辅导员,${units}\nt-new,新老师,心理教师,全校`);
    const students = file('students.csv', sheet(...here));
    const one = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    const take = (units: string) =>
      importRoster(school.database, readRoster([students, staff(units)], { stage: 'undergraduate' }), { now: NOW });

    assert.deepEqual((await take('软件工程2601班')).staff, { ...none, new: 1, unchanged: 1, missing: 4 });
    assert.equal((await school.call(one, 'GET', '/v1/me')).status, 200);
    const stream = (await school.call(one, 'GET', '/v1/alerts/events')).body!.pipeThrough(new TextDecoderStream());
    const reader = stream.getReader();
    let heard = '';
    while (!heard.includes('id: 0')) heard += (await reader.read()).value;
    // What ends before the stream listens to it is found by asking.
    await setTimeout(500);
    assert.deepEqual((await take('计算机学院/软件工程2602班、网络工程2601班')).staff, {
      ...none,
      changed: 1,
      unchanged: 1,
      missing: 4,
    });
    // At once, and not with the next heartbeat.
    assert.equal(await Promise.race([reader.closed, setTimeout(10_000, 'still open')]), undefined);
    assert.equal((await school.call(one, 'GET', '/v1/me')).status, 401);
    const again = await school.sessionFor({ userId: 't-one', role: 'counsellor' });
    const page = await school.call(again, 'GET', '/v1/students');
    const { data } = (await page.json()) as { data: { name: string }[] };
    assert.deepEqual(data.map(({ name }) => name).sort(), ['戴四', '蔡三']);

    const roster = readRoster([students, staff('没有的班')], { stage: 'undergraduate' });
    assert.deepEqual(
      roster.faults.map(({ file: name, line, column, code }) => [name, line, column, code]),
      [['staff.csv', 2, '负责单位', 'unknown-reference']],
    );
    await school.close();
  });

  it('leaves a role that no roster gives, and tells who holds one of the others and stands in no sheet', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    await kysely
      .insertInto('role_assignments')
      .values([
        { tenant_id: DEFAULT_TENANT, id: 'op', person_id: 't-dean', role: 'operator', unit_id: 'school' },
        { tenant_id: DEFAULT_TENANT, id: 'op-one', person_id: 't-one', role: 'operator', unit_id: 'school' },
      ])
      .execute();
    const lines = [
      't-one,甲老师,辅导员,软件工程2601班',
      't-dean,丁院长,学院领导,计算机学院',
      't-psy,丙老师,心理教师,全校',
      't-head,戊校长,学校领导,全校',
    ];
    const take = (staff: readonly string[], options: object = {}) => {
      const files = [file('students.csv', sheet(...here))];
      if (staff.length > 0) files.push(file('staff.csv', ['工号,姓名,角色,负责单位', ...staff].join('\n')));
      return importRoster(school.database, readRoster(files, { stage: 'undergraduate' }), { now: NOW, ...options });
    };
    const rolesOf = async (person: string) => {
      const held = await kysely.selectFrom('role_assignments').select('role').where('person_id', '=', person).execute();
      return held.map(({ role }) => role).sort();
    };
    assert.deepEqual((await take(lines)).staff, { ...none, unchanged: 4, missing: 1 });
    assert.deepEqual(await rolesOf('t-dean'), ['college-leader', 'operator']);

    const two = await school.sessionFor({ userId: 't-two', role: 'counsellor' });
    const codeOf = async (staff: readonly string[], options: object) => {
      const error = await take(staff, { isStaffComplete: true, ...options }).catch((failure: unknown) => failure);
      assert.ok(error instanceof RosterError);
      return error.faults.map(({ code }) => code);
    };
    // One of five.
    assert.deepEqual(await codeOf(lines, {}), ['too-many-leavers']);
    // Whoever forgets the sheet does not take the rights of a whole school.
    assert.deepEqual(await codeOf([], { allowsManyLeavers: true }), ['missing-file']);
    assert.deepEqual(await rolesOf('t-two'), ['counsellor', 'counsellor']);
    assert.equal((await school.call(two, 'GET', '/v1/me')).status, 200);

    const all = { isStaffComplete: true, allowsManyLeavers: true };
    assert.deepEqual((await take(lines, all)).staff, { ...none, unchanged: 4, ended: 1, missing: 1 });
    assert.deepEqual(await rolesOf('t-two'), []);
    assert.equal((await school.call(two, 'GET', '/v1/me')).status, 401);
    // A role that is not of the roster is no reason to stand in it.
    assert.deepEqual((await take(lines.slice(1), all)).staff, { ...none, unchanged: 3, ended: 1, missing: 1 });
    assert.deepEqual(await rolesOf('t-one'), ['operator']);
    assert.deepEqual((await take(lines.slice(1), all)).staff, { ...none, unchanged: 3 });
    await school.close();
  });
});

const oneRoster = (change: Readonly<Record<string, string>> = {}) => {
  const files: Record<string, string> = {
    manifest: 'propertyName,value\nmanifest.version,1.0\noneroster.version,1.2',
    orgs:
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n' +
      'bureau,active,2026-08-01,云浦县教育局,district,,\nmiddle,active,2026-08-01,云浦县第一中学,school,,bureau',
    classes:
      'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId\n' +
      'k-801,active,,八年级1班,08,,,homeroom,,middle\nmaths,active,,数学,08,,,scheduled,,middle',
    users:
      'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,grades,metadata.enrolmentYear\n' +
      'u1,active,,true,zhao,,敏,赵,,20250801,08,2025\nu2,active,,true,teacher1,,芳,钱,,T001,,\nu3,active,,true,psy,,静,孙,,T002,,',
    roles:
      'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n' +
      'r1,active,,u1,primary,student,,,middle\nr2,active,,u2,primary,teacher,,,middle\n' +
      'r3,active,,u3,primary,counselor,,,middle\nr4,active,,u3,secondary,ext:psych-staff,,,middle',
    enrollments:
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n' +
      'e1,active,,k-801,middle,u1,student,false,,\ne2,active,,k-801,middle,u2,teacher,true,,\ne3,active,,maths,middle,u1,student,false,,',
    demographics: 'sourcedId,status,dateLastModified,birthDate,sex\nu1,active,,2012-05-04,female',
    ...change,
  };
  return Object.entries(files).map(([name, text]) => file(`${name}.csv`, text));
};

describe('OneRoster', () => {
  it('brings the tree, students, homeroom teachers, and no right that is not named', () => {
    const roster = readRoster(oneRoster());
    assert.deepEqual(roster.faults, []);
    assert.deepEqual(
      [...roster.units.values()].map(({ id, kind, parent }) => [id, kind, parent]),
      [
        ['bureau', 'district', null],
        ['middle', 'school', 'bureau'],
        ['k-801', 'class', 'middle'],
      ],
    );
    const [student] = roster.students;
    assert.deepEqual(
      { ...student, at: 0 },
      {
        ...{ number: '20250801', name: '赵敏', gender: 'female', birthDate: '2012-05-04', stage: 'junior-secondary' },
        ...{ enrolmentYear: 2025, classKey: 'k-801', dormitoryKey: undefined, at: 0 },
      },
    );
    assert.deepEqual(
      roster.staff.map(({ number, roles }) => [number, roles]),
      [
        ['T001', [{ role: 'homeroom-teacher', unitKey: 'k-801' }]],
        ['T002', [{ role: 'psych-staff', unitKey: 'middle' }]],
      ],
    );
  });

  it('names the number that nobody could sign in with, of those who come with it alone, and a birth that is to come', () => {
    const users = (username: string, identifier: string) =>
      'sourcedId,status,username,givenName,familyName,identifier,grades,metadata.enrolmentYear\n' +
      `u1,active,zhao,敏,赵,${identifier},08,2025\nu2,active,${username},芳,钱,,,\nu3,active,psy,静,孙,T002,,\n` +
      // A parent, say, whom nothing is read of.
      'u9,active,li@example.com,雷,李,,,';
    const faults = (change: Readonly<Record<string, string>>) =>
      readRoster(oneRoster(change), { today: '2026-10-12' }).faults.map(({ file: of, column, code }) => [
        of,
        column,
        code,
      ]);
    assert.deepEqual(faults({ users: users('teacher1', '２０２５０８０１') }), []);
    assert.deepEqual(faults({ users: users('qian@example.com', '2025 0801') }), [
      ['users.csv', 'identifier', 'not-an-id'],
      ['users.csv', 'username', 'not-an-id'],
    ]);
    assert.deepEqual(faults({ demographics: 'sourcedId,status,birthDate,sex\nu1,active,2062-05-04,female' }), [
      ['demographics.csv', 'birthDate', 'not-a-date'],
    ]);
  });

  it('is taken over, renamed and moved by its ids', async () => {
    const school = await createSmallSchool();
    const take = (files: ReturnType<typeof oneRoster>) =>
      importRoster(school.database, readRoster(files), { now: NOW });
    assert.deepEqual((await take(oneRoster())).units, { new: 3, renamed: 0, moved: 0 });
    const orgs =
      'sourcedId,status,name,type,parentSourcedId\nbureau,active,云浦县教育局,district,\n' +
      'other,active,云浦县第二中学,school,bureau\nmiddle,active,云浦县第一中学（总校）,school,bureau';
    const classes = 'sourcedId,status,title,classType,schoolSourcedId\nk-801,active,八年级1班,homeroom,other';
    assert.deepEqual((await take(oneRoster({ orgs, classes }))).units, { new: 1, renamed: 1, moved: 1 });
    const student = (await studentsOf(school.database)).find(({ student_number }) => student_number === '20250801');
    assert.equal(student?.class_path, 'bureau/other/k-801/');
    assert.equal(student?.college_id, 'other');
    await school.close();
  });

  it('moves a class from under a stream that is open: it ends at once, for it would miss what comes to the class now', async () => {
    const school = await createSmallSchool();
    const take = (files: ReturnType<typeof oneRoster>) =>
      importRoster(school.database, readRoster(files), { now: NOW });
    await take(oneRoster());
    const follow = async (userId: string, role: 'homeroom-teacher' | 'psych-staff') => {
      const session = await school.sessionFor({ userId, role });
      const reader = (await school.call(session, 'GET', '/v1/alerts/events')).body!.getReader();
      let heard = '';
      while (!heard.includes('id: 0')) heard += new TextDecoder().decode((await reader.read()).value);
      return { session, closed: reader.closed };
    };
    const [teacher, staff] = [await follow('T001', 'homeroom-teacher'), await follow('t-psy', 'psych-staff')];
    // What ends before a stream listens to it is found by asking.
    await setTimeout(500);
    const orgs =
      'sourcedId,status,name,type,parentSourcedId\nbureau,active,云浦县教育局,district,\n' +
      'other,active,云浦县第二中学,school,bureau\nmiddle,active,云浦县第一中学,school,bureau';
    const classes = 'sourcedId,status,title,classType,schoolSourcedId\nk-801,active,八年级1班,homeroom,other';
    await take(oneRoster({ orgs, classes }));
    assert.equal(await Promise.race([teacher.closed, setTimeout(10_000, 'still open')]), undefined);
    assert.equal((await school.call(teacher.session, 'GET', '/v1/me')).status, 200, 'nobody is signed out');
    assert.equal(await Promise.race([staff.closed, setTimeout(500, 'still open')]), 'still open');
    await school.close();
  });

  it('asks those who come with their class what is asked where they are now, and calls their college by its name', async () => {
    const school = await createSmallSchool();
    const { kysely } = school.database;
    const header = 'sourcedId,status,name,type,parentSourcedId\nmiddle,active,云浦县第一中学,school,\n';
    const orgs = `${header}north,active,北校区,department,middle\nsouth,active,南校区,department,middle`;
    const take = async (homeroom: string, ...more: string[]) => {
      const enrolled = ['e1,active,k-801,middle,u1,student,false,,', ...more].join('\n');
      const enrollments = `sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n${enrolled}`;
      const classes = `sourcedId,status,title,classType,schoolSourcedId\nk-801,active,八年级1班,homeroom,${homeroom}`;
      return importRoster(school.database, readRoster(oneRoster({ orgs, classes, enrollments })), { now: NOW });
    };
    await take('north');
    // One of the class of whom the file says nothing when it moves.
    const student = await kysely
      .selectFrom('students')
      .selectAll()
      .where('student_number', '=', '20250801')
      .executeTakeFirstOrThrow();
    await kysely
      .insertInto('students')
      .values({ ...student, id: 'quiet', student_number: '20250802' })
      .execute();
    const campaign = await kysely
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', 'open')
      .executeTakeFirstOrThrow();
    const target = { unitIds: ['south'], rule: 'all', enrolmentYears: [], year: 2026 };
    await kysely
      .insertInto('campaigns')
      .values({
        ...campaign,
        ...{ id: 'southern', unit_id: 'south', target: JSON.stringify(target) },
        ...{ title: JSON.stringify(campaign.title), purpose: JSON.stringify(campaign.purpose) },
        consent: JSON.stringify(campaign.consent),
      })
      .execute();
    const part = { campaign_id: 'southern', instrument_id: 'rses', position: 0 };
    const { version } = await kysely
      .selectFrom('instruments')
      .select('version')
      .where('id', '=', 'rses')
      .executeTakeFirstOrThrow();
    await kysely
      .insertInto('campaign_instruments')
      .values({ tenant_id: campaign.tenant_id, ...part, instrument_version: version })
      .execute();
    const report = await take('south');
    assert.equal(report.assignments, 2);
    const asked = await kysely
      .selectFrom('assignments')
      .innerJoin('students', 'students.id', 'assignments.student_id')
      .select(['students.student_number', 'students.college_id'])
      .where('campaign_id', '=', 'southern')
      .orderBy('student_number')
      .execute();
    assert.deepEqual(asked, [
      { student_number: '20250801', college_id: 'south' },
      { student_number: '20250802', college_id: 'south' },
    ]);
    await school.close();
  });

  it('moves a unit out of one that moves as well, and one along of which it names nothing above: who is in charge sees the students', async () => {
    const school = await createSmallSchool();
    const header = 'sourcedId,status,name,type,parentSourcedId\n';
    const take = async (orgs: string, homeroom: string) => {
      const classes = `sourcedId,status,title,classType,schoolSourcedId\nk-801,active,八年级1班,homeroom,${homeroom}`;
      const roster = readRoster(oneRoster({ orgs: header + orgs, classes }));
      const { units } = await importRoster(school.database, roster, { now: NOW });
      const { path } = await school.database.kysely
        .selectFrom('units')
        .select('path')
        .where('id', '=', 'k-801')
        .executeTakeFirstOrThrow();
      const teacher = await school.sessionFor({ userId: 'T001', role: 'homeroom-teacher' });
      const page = await school.call(teacher, 'GET', '/v1/students');
      const { data } = (await page.json()) as { data: { name: string }[] };
      return [units.moved, path, ...data.map(({ name }) => name)];
    };
    const bureau = 'bureau,active,云浦县教育局,district,\nother,active,云浦县第二中学,school,bureau\n';
    const middle = (above: string) => `middle,active,云浦县第一中学,school,${above}\n`;
    const lower = (above: string) => `lower,active,初中部,department,${above}`;
    const one = bureau + middle('bureau');
    assert.deepEqual(await take(one + lower('middle'), 'lower'), [0, 'bureau/middle/lower/k-801/', '赵敏']);
    assert.deepEqual(await take(bureau + middle('other') + lower(''), 'lower'), [
      1,
      'bureau/other/middle/lower/k-801/',
      '赵敏',
    ]);
    assert.deepEqual(await take(one + lower('other'), 'middle'), [3, 'bureau/middle/k-801/', '赵敏']);
    await school.close();
  });

  it('takes the roles of who has left, and the last role of who stays; who has none is not taken in', async () => {
    const school = await createSmallSchool();
    const take = async (change: Readonly<Record<string, string>>) =>
      (await importRoster(school.database, readRoster(oneRoster(change)), { now: NOW })).staff;
    const signsIn = (userId: string, role: 'homeroom-teacher' | 'psych-staff') =>
      school.sessionFor({ userId, role }).then(
        () => true,
        () => false,
      );
    assert.deepEqual(await take({}), { ...none, new: 2, missing: 5 });
    const psych = await school.sessionFor({ userId: 'T002', role: 'psych-staff' });
    const users = (status: string) =>
      'sourcedId,status,username,givenName,familyName,identifier,grades\nu1,active,zhao,敏,赵,20250801,08\n' +
      `u2,${status},teacher1,芳,钱,T001,\nu3,active,psy,静,孙,T002,\nu4,active,parent,强,赵,P001,`;
    const roles =
      'sourcedId,status,userSourcedId,role,orgSourcedId\nr1,active,u1,student,middle\nr4,tobedeleted,u3,ext:psych-staff,middle';
    assert.deepEqual(await take({ users: users('active'), roles }), { ...none, changed: 1, unchanged: 1, missing: 5 });
    assert.equal((await school.call(psych, 'GET', '/v1/me')).status, 401);
    assert.equal(await signsIn('T002', 'psych-staff'), false);
    assert.equal(await signsIn('T001', 'homeroom-teacher'), true);
    assert.deepEqual(await take({ users: users('tobedeleted'), roles }), {
      ...none,
      changed: 1,
      unchanged: 1,
      missing: 5,
    });
    assert.equal(await signsIn('T001', 'homeroom-teacher'), false);
    const people = await school.database.kysely.selectFrom('people').select('staff_number').execute();
    assert.ok(!people.some(({ staff_number }) => staff_number === 'P001'));
    await school.close();
  });

  it('lets a student leave who is deleted, with the homeroom or without, and asks nothing more of the file about them', async () => {
    const users = (status: string) =>
      `sourcedId,status,username,givenName,familyName,identifier,grades\nu1,${status},zhao,敏,赵,20250801,`;
    const enrollments = (status: string) =>
      `sourcedId,status,classSourcedId,userSourcedId,role,primary\ne1,${status},k-801,u1,student,`;
    const roles = (status: string) =>
      `sourcedId,status,userSourcedId,role,orgSourcedId\nr1,${status},u1,student,middle`;
    const demographics = 'sourcedId,status,birthDate,sex\n';
    for (const [enrolled, held] of [
      ['active', 'active'],
      ['tobedeleted', 'active'],
      ['active', 'tobedeleted'],
      ['tobedeleted', 'tobedeleted'],
    ] as const) {
      const school = await createSmallSchool();
      await importRoster(school.database, readRoster(oneRoster()), { now: NOW });
      const gone = oneRoster({
        users: users('tobedeleted'),
        enrollments: enrollments(enrolled),
        roles: roles(held),
        demographics,
      });
      const { students, staff } = await importRoster(school.database, readRoster(gone), {
        now: NOW,
        allowsManyLeavers: true,
      });
      assert.equal(students.left, 1, `${enrolled} enrolment, ${held} role`);
      assert.deepEqual(staff, { ...none, missing: 7 });
      await school.close();
    }
  });

  it('gives a role on its days alone', () => {
    const roles =
      'sourcedId,status,userSourcedId,role,orgSourcedId,beginDate,endDate\nr1,active,u1,student,middle,,\n' +
      'r4,active,u3,ext:psych-staff,middle,2026-09-01,2027-02-01';
    const given = (today: string) => {
      const { staff, faults } = readRoster(oneRoster({ roles }), { today });
      assert.deepEqual(faults, []);
      return staff.filter(({ number }) => number === 'T002').map(person => person.roles.length);
    };
    assert.deepEqual(given('2026-08-31'), []);
    assert.deepEqual(given('2026-09-01'), [1]);
    assert.deepEqual(given('2027-01-31'), [1]);
    // What is over is taken from who still has it.
    assert.deepEqual(given('2027-02-01'), [0]);
  });

  it('says which reference leads nowhere and which file is missing', () => {
    const codes = (change: Record<string, string>) =>
      readRoster(oneRoster(change)).faults.map(({ file: name, line, column, code }) => [name, line, column, code]);
    assert.deepEqual(codes({ demographics: 'sourcedId,status,birthDate\nu9,active,2012-05-04' }), [
      ['users.csv', 2, 'sourcedId', 'unknown-reference'],
    ]);
    assert.deepEqual(
      codes({ classes: 'sourcedId,status,title,classType,schoolSourcedId\nk-801,active,1,homeroom,no' })[0],
      [...['classes.csv', 2, 'schoolSourcedId', 'unknown-reference']],
    );
    const without = readRoster(oneRoster().filter(({ name }) => name !== 'users.csv'));
    assert.deepEqual(
      without.faults.map(({ file: name, code }) => [name, code]),
      [['users.csv', 'missing-file']],
    );
  });
});

/** Every character that a sheet of the tests has, from the platform's own table read backwards. */
function encodeGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) bytes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  }
  return new Uint8Array([...text].flatMap(character => bytes.get(character) ?? [character.codePointAt(0)!]));
}
