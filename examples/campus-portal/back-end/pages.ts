/**
 * The portal's files. Pages are put together on the server, as school portals do: `<!--#include file="header.html" -->`
 * takes a part (with `for="counsellor"` only for these people), `{{NAME}}` a value, escaped.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { people, type Person } from './people.ts';

interface File {
  readonly name: string;
  readonly path: string;
}

interface Visitor {
  person: Person | undefined;
  lang: string | undefined;
  theme: string | undefined;
}

const here = fileURLToPath(new URL('..', import.meta.url));
const script = fileURLToPath(new URL('../../../packages/components/dist/xinqiao.js', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * What a careful school sets. Lit makes its templates through a Trusted Types policy of its own; nothing else may write
 * markup, and nothing is loaded from, or sent to, any other host.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

export function createPages() {
  // The list is made once, from the folders: a path that is not in it does not exist, however it is written.
  const files = new Map<string, File>();
  for (const folder of ['pages', 'assets']) {
    for (const name of readdirSync(path.join(here, folder))) {
      files.set(`/${name}`, { name, path: path.join(here, folder, name) });
    }
  }
  files.set('/', files.get('/index.html') as File);
  files.set('/favicon.ico', files.get('/crest.svg') as File);
  files.set('/xinqiao/xinqiao.js', { name: 'xinqiao.js', path: script });
  // Beside the script: imported from there when a pupil switches pinyin on.
  const pinyin = path.join(path.dirname(script), 'xinqiao-pinyin.js');
  files.set('/xinqiao/xinqiao-pinyin.js', { name: 'xinqiao-pinyin.js', path: pinyin });
  files.set('/xinqiao/xinqiao.js.map', { name: 'xinqiao.js.map', path: `${script}.map` });

  return {
    find: (pathname: string): File | undefined => files.get(pathname),

    async answer(file: File, request: Request, visitor: Visitor): Promise<Response> {
      const type = TYPES[path.extname(file.name)] ?? 'application/octet-stream';
      const isPage = type.startsWith('text/html');
      const body = isPage ? await page(file.path, visitor) : await readFile(file.path);
      return new Response(request.method === 'HEAD' ? null : body, {
        headers: {
          'content-type': type,
          // Pages hold the name of who is signed in.
          'cache-control': isPage ? 'no-store' : 'no-cache',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          ...(isPage && { 'content-security-policy': CONTENT_SECURITY_POLICY }),
        },
      });
    },
  };
}

async function page(file: string, visitor: Visitor): Promise<string> {
  const { person, lang, theme } = visitor;
  const now = new Date();
  const date = (language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'Asia/Shanghai' }).format(now);
  const values: Record<string, string> = {
    LANG: lang === 'en' ? 'en' : 'zh-CN',
    THEME: theme === 'dark' ? 'dark' : 'light',
    DATE_ZH: date('zh-CN'),
    DATE_EN: date('en-GB'),
    PERSON: person?.id ?? '',
    PERSON_NAME: person?.name ?? '',
    PERSON_NUMBER: person?.userId ?? '',
    PERSON_POST_ZH: person?.post.zh ?? '',
    PERSON_POST_EN: person?.post.en ?? '',
    PERSON_HOME: person?.home ?? '/',
    ...Object.fromEntries(people.map(({ id, name }) => [`NAME_OF_${id.toUpperCase()}`, name])),
  };
  const included = await include(await readFile(file, 'utf8'), person);
  return included.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escape(values[name] ?? ''));
}

async function include(text: string, person: Person | undefined): Promise<string> {
  const directive = /<!--#include file="([\w-]+\.html)"(?: for="([\w ]+)")? -->/g;
  const parts = new Map<string, string>();
  for (const [whole, name, audience] of text.matchAll(directive)) {
    const wanted = audience === undefined || audience.split(' ').includes(person?.id ?? '');
    const part = () => readFile(path.join(here, 'parts', name as string), 'utf8');
    parts.set(whole, wanted ? await include(await part(), person) : '');
  }
  return text.replace(directive, whole => parts.get(whole) ?? '');
}

const escape = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
