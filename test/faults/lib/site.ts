/** A portal on a port of its own, with the real service behind it and the elements as a browser gets them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createTestService, type TestService } from '@xinqiao/server/testing';
import type { Locator, Page } from 'playwright-core';
import { type OutputOptions, type OutputPlugin, rollup } from 'rollup';
import { weigh } from '../../../rollup.config.mjs';
import { serve } from '../../sdk/browsers/site.ts';
import { toDo } from './survey.ts';

export interface Student {
  readonly user: string;
  readonly assignment: string;
  /** Withdraws what was agreed to, or agrees again. */
  decide(decision: 'given' | 'withdrawn'): Promise<void>;
}

export interface Portal {
  readonly url: string;
  readonly service: TestService;
  /** Drafts do not get through: the connection breaks before the answer. */
  isCutOff: boolean;
  /** Somebody with PHQ-9 or GAD-7 to do who has agreed to it; the next one is somebody else. */
  next(): Promise<Student>;
  addressOf(student: Student): string;
  /** What the service has of an attempt that is not submitted. */
  answersOf(student: Student): Promise<Record<string, unknown> | undefined>;
  /** How often the assignment is answered. */
  submitted(student: Student): Promise<number>;
  close(): Promise<void>;
}

async function bundle(): Promise<Map<string, string>> {
  const entry = JSON.stringify(fileURLToPath(new URL('page.ts', import.meta.url)));
  const { output: format, ...input } = weigh({ page: `import ${entry};` });
  const build = await rollup(input);
  const { plugins, ...how } = format as OutputOptions;
  const { output } = await build.generate({ ...how, plugins: [(plugins as OutputPlugin[])[0]!] });
  await build.close();
  return new Map(output.flatMap(file => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
}

export async function openPortal(): Promise<Portal> {
  const modules = await bundle();
  let service: TestService | undefined;
  const portal = { isCutOff: false };
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (portal.isCutOff && request.method === 'PATCH') throw new Error('cut off');
    if (pathname.startsWith('/api/')) return service!.app.fetch(request);
    if (pathname === '/session') {
      return Response.json(await service!.sessionFor({ userId: searchParams.get('user')!, role: 'student' }));
    }
    const code = modules.get(pathname);
    if (code) return new Response(code, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
    if (pathname !== '/') return new Response(null, { status: 204 });
    const html =
      '<!doctype html><meta charset="utf-8"><title>心桥</title><script type="module" src="/page.js"></script>';
    return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, answer));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const real = (service = await createTestService({ origin: url, basePath: '/api' }));
  const all = await toDo({ database: real.database, now: real.clock.now() });
  // One form after the other: two in a row are of two people.
  const open = ['phq9', 'gad7'].flatMap(id => all.filter(({ body }) => body['instrumentId'] === id));
  const { kysely } = real.database;
  return Object.assign(portal, {
    url,
    service: real,
    async next(): Promise<Student> {
      const one = open.shift();
      if (!one) throw new Error('Nothing is left to do.');
      const session = await real.sessionFor({ userId: one.studentNumber, role: 'student' });
      const decide = async (decision: 'given' | 'withdrawn') => {
        const body = { campaignId: one.campaignId, version: one.consentVersion, decision };
        const { status } = await real.call(session, 'POST', '/v1/consents', { body });
        if (status !== 201) throw new Error(`Consent: ${status}`);
      };
      await decide('given');
      return {
        user: one.studentNumber,
        assignment: one.body['assignmentId'] as string,
        decide,
      };
    },
    addressOf: ({ user, assignment }: Student, forms = 1) =>
      `${url}/?user=${user}${`&assignment=${assignment}`.repeat(forms)}`,
    async answersOf({ assignment }: Student) {
      const row = await kysely
        .selectFrom('clinical.drafts')
        .select('answers')
        .where('assignment_id', '=', assignment)
        .executeTakeFirst();
      return row?.answers;
    },
    async submitted({ assignment }: Student) {
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
  });
}

/** The form on a page, as a pupil uses it. */
export class Form {
  readonly page: Page;
  readonly element: Locator;
  constructor(page: Page, place = 0) {
    this.page = page;
    this.element = page.locator('xq-questionnaire').nth(place);
  }

  async begin(): Promise<void> {
    await this.element.locator('.intro button.primary').click();
    await this.element.locator('form.questions').waitFor();
  }
  async choose(item: number, option: number): Promise<void> {
    await this.element.locator(`[data-id="${item}"] input`).nth(option).check();
  }
  /** Every question, and on to the review. */
  async fill(option = 0): Promise<void> {
    const count = await this.element.locator('.choice-item').count();
    for (let item = 1; item <= count; item++) await this.choose(item, option);
    await this.element.locator('form.questions button.primary').click();
    await this.element.locator('.review').waitFor();
  }
  submit(): Promise<void> {
    return this.element.locator('.review .bar .primary').click();
  }
  /** Waits for words about what has become of the answers. */
  says(words: string): Promise<void> {
    return this.element.locator('.draft', { hasText: words }).first().waitFor();
  }
  resumed(): Promise<void> {
    return this.element.locator('.resumed').first().waitFor();
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
