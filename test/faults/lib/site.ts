/** A portal on a port of its own, with the real service behind it and the elements as a browser gets them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { EmbedSession, Instrument } from '@xinqiao/contract/types';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import { sql } from 'kysely';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { type OutputOptions, type OutputPlugin, rollup } from 'rollup';
import { weigh } from '../../../rollup.config.mjs';
import { withoutGuard } from '../../mutation/faults/removal.ts';
import { serve } from '../../sdk/browsers/site.ts';
import { toDo } from './survey.ts';
import { until } from './until.ts';

export interface Student {
  readonly user: string;
  readonly assignment: string;
  readonly campaign: string;
  /** Withdraws what was agreed to, or agrees again. */
  decide(decision: 'given' | 'withdrawn'): Promise<void>;
}

export interface NextOptions {
  /** In a campaign of their own. */
  apart?: boolean;
  /** What they have to do, in a campaign of their own; PHQ-9 or GAD-7 when left out. */
  instrument?: Instrument;
}

/** What answers in place of the service; what it leaves to the service it answers with `undefined`. */
export type Instead = (request: Request) => Response | undefined | Promise<Response | undefined>;

export interface Portal {
  readonly url: string;
  /** The same on plain http, where a browser trusts no other name than that of the machine itself. */
  readonly plainUrl: string;
  readonly service: TestService;
  /** By the number of the student who asks. */
  readonly instead: Map<string, Instead>;
  /** Who is signed in now where that student was; `undefined` for nobody. */
  readonly signedIn: Map<string, string | undefined>;
  /** Somebody with a form to do who has agreed to it; the next one is somebody else. */
  next(options?: NextOptions): Promise<Student>;
  /** Another assignment of the same student. */
  another(student: Student): Student;
  addressOf(student: Student, options?: { forms?: number; lockAfter?: number }): string;
  /** Ends the newest session of the student, as a portal's back end does. */
  revoke(student: Student): Promise<void>;
  /** What the service has of an attempt that is not submitted. */
  answersOf(student: Student): Promise<Record<string, unknown> | undefined>;
  /** How often the assignment is answered. */
  submitted(student: Student): Promise<number>;
  close(): Promise<void>;
}

/** No save gets through. */
export const cutOff: Instead = ({ method }) => (method === 'PATCH' ? new Response(null, { status: 502 }) : undefined);

async function bundle(): Promise<Map<string, string>> {
  const entry = JSON.stringify(fileURLToPath(new URL('page.ts', import.meta.url)));
  const { output: format, ...input } = weigh({ page: `import ${entry};` });
  const removed = { name: 'without-guard', load: (id: string) => withoutGuard(id) ?? null };
  const build = await rollup({ ...input, plugins: [removed, input.plugins] });
  const { plugins, ...how } = format as OutputOptions;
  const { output } = await build.generate({ ...how, plugins: [(plugins as OutputPlugin[])[0]!] });
  await build.close();
  return new Map(output.flatMap(file => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

const page = (body: string): Response =>
  new Response(`<!doctype html><meta charset="utf-8"><title>心桥</title>${body}`, {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });

/** A frame without an origin of its own asks across origins; a portal that has one lets it. */
function letFrame(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Access-Control-Allow-Origin', 'null');
  headers.set('Access-Control-Allow-Headers', '*, Authorization');
  headers.set('Access-Control-Allow-Methods', '*');
  headers.set('Access-Control-Expose-Headers', '*');
  return new Response(response.body, { status: response.status, headers });
}

export async function openPortal(): Promise<Portal> {
  const modules = await bundle();
  let service: TestService | undefined;
  const instead = new Map<string, Instead>();
  const signedIn = new Map<string, string | undefined>();
  /** By token. */
  const users = new Map<string, string>();
  const newest = new Map<string, EmbedSession>();

  const sessionOf = async (asked: string, origin: string): Promise<Response> => {
    const user = signedIn.has(asked) ? signedIn.get(asked) : asked;
    if (user === undefined) return new Response(null, { status: 401 });
    const session = await service!.sessionFor({ userId: user, role: 'student', origin });
    users.set(session.token, user);
    newest.set(user, session);
    return Response.json(session);
  };
  const answer = async (request: Request): Promise<Response> => {
    const { origin, pathname, search, searchParams } = new URL(request.url);
    if (request.headers.get('origin') === 'null') {
      if (request.method === 'OPTIONS') return letFrame(new Response(null, { status: 204 }));
      const asked = new Request(request);
      asked.headers.set('origin', origin);
      return letFrame(await answer(asked));
    }
    if (pathname.startsWith('/api/')) {
      const user = users.get(request.headers.get('authorization')?.slice('Bearer '.length) ?? '');
      return (await instead.get(user ?? '')?.(request)) ?? service!.app.fetch(request);
    }
    if (pathname === '/session') return sessionOf(searchParams.get('user')!, origin);
    const code = modules.get(pathname);
    if (code) return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
    if (pathname === '/frame') return page(`<iframe sandbox="allow-scripts" src="${plainUrl}/${search}"></iframe>`);
    if (pathname !== '/') return new Response(null, { status: 204 });
    return page('<script type="module" src="/page.js"></script>');
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, answer));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const plainUrl = `http://${PLAIN_HOST}:${port}`;
  const real = (service = await createTestService({ origin: url, basePath: '/api', students: 150 }));
  const { kysely } = real.database;
  await kysely
    .updateTable('secret_keys')
    .set({ origins: [url, plainUrl] })
    .execute();
  const all = await toDo({ database: real.database, now: real.clock.now() });
  // One form after the other: two in a row are of two people.
  const open = ['phq9', 'gad7'].flatMap(id => all.filter(({ body }) => body['instrumentId'] === id));

  const { tenant_id } = await kysely.selectFrom('campaigns').select('tenant_id').executeTakeFirstOrThrow();

  /** The assignment is moved to a copy of its campaign, and to another form where one is given. */
  async function setApart(assignment: string, campaign: string, instrument: Instrument | undefined): Promise<string> {
    const own = `own.${assignment}`;
    await sql`insert into campaigns select (jsonb_populate_record(c, jsonb_build_object('id', ${own}::text))).*
      from campaigns as c where c.id = ${campaign}`.execute(kysely);
    if (instrument) {
      const { id, version } = instrument;
      await kysely
        .insertInto('instruments')
        .values({ tenant_id, id, version, definition: JSON.stringify(instrument) as never, registered_at: new Date() })
        .onConflict(found => found.doNothing())
        .execute();
    }
    const moved = kysely.updateTable('assignments').where('id', '=', assignment);
    const form = instrument && { instrument_id: instrument.id, instrument_version: instrument.version };
    const { instrument_id, instrument_version } = await moved
      .set({ campaign_id: own, ...form })
      .returning(['instrument_id', 'instrument_version'])
      .executeTakeFirstOrThrow();
    await kysely
      .insertInto('campaign_instruments')
      .values({ tenant_id, campaign_id: own, position: 1, instrument_id, instrument_version })
      .execute();
    return own;
  }

  async function next({ apart = false, instrument }: NextOptions = {}): Promise<Student> {
    const one = open.shift();
    if (!one) throw new Error('Nothing is left to do.');
    // Who has two forms comes twice: what a fault before this one left behind is not of this one.
    instead.delete(one.studentNumber);
    signedIn.delete(one.studentNumber);
    const assignment = one.body['assignmentId'] as string;
    const campaign = apart || instrument ? await setApart(assignment, one.campaignId, instrument) : one.campaignId;
    const session = await real.sessionFor({ userId: one.studentNumber, role: 'student' });
    const decide = async (decision: 'given' | 'withdrawn') => {
      const body = { campaignId: campaign, version: one.consentVersion, decision };
      const { status } = await real.call(session, 'POST', '/v1/consents', { body });
      if (status !== 201) throw new Error(`Consent: ${status}`);
    };
    await decide('given');
    return { user: one.studentNumber, assignment, campaign, decide };
  }

  return {
    url,
    plainUrl,
    service: real,
    instead,
    signedIn,
    next,
    another(student) {
      const { user } = student;
      const found = open.find(one => one.studentNumber === user && one.body['assignmentId'] !== student.assignment);
      if (!found) throw new Error('The student has one form to do.');
      return { ...student, assignment: found.body['assignmentId'] as string };
    },
    addressOf({ user, assignment }, { forms = 1, lockAfter } = {}) {
      const lock = lockAfter === undefined ? '' : `&lock-after=${lockAfter}`;
      return `${url}/?user=${user}${`&assignment=${assignment}`.repeat(forms)}${lock}`;
    },
    async revoke({ user }) {
      const { status } = await real.call(real.secretKey, 'DELETE', `/v1/embed-sessions/${newest.get(user)!.id}`);
      if (status !== 204) throw new Error(`Revoked with ${status}`);
    },
    async answersOf({ assignment }) {
      const row = await kysely
        .selectFrom('clinical.drafts')
        .select('answers')
        .where('assignment_id', '=', assignment)
        .executeTakeFirst();
      return row?.answers;
    },
    async submitted({ assignment }) {
      const rows = await kysely
        .selectFrom('clinical.responses')
        .select('id')
        .where('assignment_id', '=', assignment)
        .execute();
      return rows.length;
    },
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await real.close();
    },
  };
}

/** What is said while it is not known yet what becomes of the answers. */
const SAVING = '正在保存';

/** Leads to this machine, by an argument of the browser. */
export const PLAIN_HOST = 'portal.school';

/** The form on a page, as a pupil uses it. */
export class Form {
  readonly page: Page;
  readonly element: Locator;
  constructor(page: Page, place = 0, inside: Page | FrameLocator = page) {
    this.page = page;
    this.element = inside.locator('xq-questionnaire').nth(place);
  }

  async begin(): Promise<void> {
    await this.element.locator('.intro button.primary').click();
    await this.element.locator('form.questions').waitFor();
  }
  async choose(item: number, option: number): Promise<void> {
    await this.element.locator(`[data-id="${item}"] input`).nth(option).check();
  }
  /** Every question from this one on, and on to the review. */
  async fill(option = 0): Promise<void> {
    // At once: how a person chooses is tried elsewhere.
    await this.element.evaluate((form, chosen) => {
      for (const item of form.shadowRoot!.querySelectorAll('.choice-item'))
        item.querySelectorAll<HTMLInputElement>('input[type="radio"]')[chosen]!.click();
    }, option);
    await this.element.locator('form.questions button.primary').click();
    await this.element.locator('.review').waitFor();
  }
  submit(): Promise<void> {
    return this.element.locator('.review .bar .primary').click();
  }
  receipt(): Promise<void> {
    return this.element.locator('.receipt').waitFor();
  }
  /** Waits for words about what has become of the answers. */
  says(words: string): Promise<void> {
    return this.element.locator('.draft', { hasText: words }).first().waitFor();
  }
  /** Waits until it is said that something is the matter with them, and tells the words. */
  async trouble(): Promise<string> {
    const words = this.element.locator('.draft.trouble').first();
    await words.waitFor();
    return (await words.textContent())!.trim();
  }
  /** Waits until it is told what has become of the answers, whatever that is, and gives the words: for a comparison. */
  told(): Promise<string> {
    return until(
      async () => (await this.element.locator('.draft').first().textContent())!.trim(),
      said => said !== '' && !said.startsWith(SAVING),
    );
  }
  /** Waits for whatever comes after the loading. */
  opened(): Promise<void> {
    return this.element.locator('.closing, .state:not(.loading), .intro, input').first().waitFor();
  }
  /** What the service says to the next save. */
  nextSave(): Promise<number> {
    return this.page
      .waitForResponse(response => response.request().method() === 'PATCH')
      .then(response => response.status());
  }
  resumed(): Promise<void> {
    return this.element.locator('.resumed').first().waitFor();
  }
  emptied(): Promise<void> {
    return this.element.locator('input').first().waitFor({ state: 'detached' });
  }
  value(): Promise<Record<string, unknown>> {
    return this.element.evaluate(form => (form as HTMLElementTagNameMap['xq-questionnaire']).value);
  }
}

/** Everything that lies in the storage of this page's origin, as text. */
export const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const parts = [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name!));
      for (const store of database.objectStoreNames) {
        const all = database.transaction([store]).objectStore(store);
        const [keys, values] = await Promise.all([settled(all.getAllKeys()), settled(all.getAll())]);
        parts.push(...keys.map(String), ...values.map(value => new TextDecoder('latin1').decode(value as Uint8Array)));
      }
      database.close();
    }
    return parts.filter(part => part !== '' && part !== '{}').join('\n');
  });

/** How many records lie in a store of the device. */
export const countOf = (page: Page, store: 'snapshots' | 'quarantine'): Promise<number> =>
  page.evaluate(
    name =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('xinqiao-drafts');
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          const count = request.result.transaction([name]).objectStore(name).count();
          count.onsuccess = () => {
            request.result.close();
            resolve(count.result);
          };
        };
      }),
    store,
  );
