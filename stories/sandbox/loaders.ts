/** Storybook loaders: who looks at a story and over which network. The client they load goes into `<xq-provider>`. */
import type { Assignment, Role } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';
import { cast } from '@xinqiao/server/seed';
import { broken, clientFor, type Network, offline, sandbox, signedOut, silent } from './sandbox.ts';

type Who = keyof typeof cast;

interface Person {
  userId: string;
  role: Role;
}

export interface Line {
  /** From now on nothing gets through. */
  cut(): void;
  /** From now on nothing is answered. */
  hold(): void;
  /** From now on the service knows nobody's token. */
  signOut(): void;
}

export interface Loaded {
  client: XinqiaoClient;
  /** Between the client and the service. */
  line: Line;
}

const direct: Network = (request, deliver) => deliver(request);

function connect({ userId, role }: Person, first: Network = direct): Loaded {
  let network = first;
  const become = (next: Network) => () => void (network = next);
  return {
    client: clientFor({ userId, role }, (request, deliver) => network(request, deliver)),
    line: { cut: become(offline), hold: become(silent), signOut: become(signedOut) },
  };
}

/** `loaders: [signIn('counsellor')]`: the real service, which has started when the story begins. */
export const signIn = (who: Who) => async (): Promise<Loaded> => {
  await sandbox();
  return connect(cast[who]);
};

/** Long names of this university: Chinese, and those in Latin letters of an international college and its students. */
const longNames = {
  title: {
    'zh-CN':
      '2026–2027学年第一学期全校本科生、研究生与来华留学生入学适应、学业压力与心理健康状况测评（含转专业与复学学生）',
    en: 'Assessment of settling in, study load and wellbeing of all undergraduates, postgraduates and international students, autumn 2026–2027',
  },
  classes: [
    '卓越农林人才教育培养计划植物科学与技术（智慧农业方向）国际联合培养实验班2601班',
    'International Joint Programme in Intelligent Agricultural Engineering and Biosystems, Experimental Class 2601',
  ],
  students: ['阿卜杜热西提·阿卜杜喀迪尔·买买提艾力', 'Alexandrina Theodora Papachristodoulopoulou-Konstantinidou'],
} as const;

/** What the service says, with long names: the titles, and every second class and student in Latin letters. */
const lengthen: Network = async (request, deliver) => {
  const response = await deliver(request);
  if (!response.headers.get('content-type')?.includes('json')) return response;
  let classes = 0;
  let students = 0;
  const body: unknown = JSON.parse(await response.text(), (key, value: Record<string, unknown> | null) => {
    if (key === 'title') return longNames.title;
    if (value?.['kind'] === 'class') return { ...value, name: longNames.classes[classes++ % 2] };
    if (value?.['studentNumber'] === undefined) return value;
    const one = students++ % 2;
    return { ...value, name: longNames.students[one], className: longNames.classes[one] };
  });
  return Response.json(body, { status: response.status });
};

/** The real service with long names of classes, campaigns and students. */
export const withLongNames = (who: Who) => async (): Promise<Loaded> => {
  await sandbox();
  return connect(cast[who], lengthen);
};

const over = (network: Network) => (who: Who) => async (): Promise<{ client: XinqiaoClient }> => {
  const { userId, role } = cast[who];
  return { client: clientFor({ userId, role }, network) };
};
export const withoutNetwork = over(offline);
export const withBrokenService = over(broken);
export const withSilentService = over(silent);

export interface FreshmanLoaded extends Loaded {
  assignment: Assignment;
}

export interface FreshmanOptions {
  /** Whether the freshman has given consent already. */
  consent?: boolean;
  /** Whose classes the freshman is of; any when left out. */
  of?: Who;
}

/** A freshman whom no story has used yet, with PHQ-9 to do: what one story submits, the next can submit again. */
export const signInFreshman =
  (options: FreshmanOptions = {}) =>
  (): Promise<FreshmanLoaded> =>
    freshman(options);

/** @throws {Error} when all have been used; a reload of the page brings them back. */
export async function freshman({ consent = false, of }: FreshmanOptions = {}): Promise<FreshmanLoaded> {
  const classes = of && (await classesOf(cast[of]));
  const todo = await withPhq9ToDo();
  const student = todo.find(({ userId, classId }) => !used.has(userId) && (classes?.has(classId) ?? true));
  if (!student) throw new Error('Every freshman has been used in a story: reload the page.');
  used.add(student.userId);
  const loaded = connect({ userId: student.userId, role: 'student' });
  const { client } = loaded;
  if (consent) {
    const campaign = await client.campaigns.get(student.campaignId);
    const { version } = campaign.consent;
    await client.consents.decide({ campaignId: campaign.id, version, decision: 'given' });
  }
  return { ...loaded, assignment: await client.assignments.get(student.assignmentId) };
}

const used = new Set<string>(Object.values(cast).map(({ userId }) => userId));

/** Freshmen who have not decided on their campaign. Asked of the database: no role may list the assignments of others. */
async function withPhq9ToDo() {
  const { database, clock } = await sandbox();
  return database.kysely
    .selectFrom('students')
    .innerJoin('assignments', 'assignments.student_id', 'students.id')
    .innerJoin('campaigns', 'campaigns.id', 'assignments.campaign_id')
    .leftJoin('consents', join =>
      join.onRef('consents.campaign_id', '=', 'campaigns.id').onRef('consents.student_id', '=', 'students.id'),
    )
    .select([
      'students.student_number as userId',
      'students.class_id as classId',
      'campaigns.id as campaignId',
      'assignments.id as assignmentId',
    ])
    .where('assignments.instrument_id', '=', 'phq9')
    .where('assignments.completed_at', 'is', null)
    .where('campaigns.closes_at', '>', clock.now())
    .where('consents.id', 'is', null)
    .orderBy('students.id', 'desc')
    .execute();
}

async function classesOf(person: Person): Promise<Set<string>> {
  const classes = new Set<string>();
  const { client } = connect(person);
  for await (const unit of client.organisationUnits.list({ kind: 'class', limit: 200 })) classes.add(unit.id);
  return classes;
}
