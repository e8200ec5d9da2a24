/** Serves the pages, compressed, and remembers what was asked for. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Site } from './build.ts';

/** The policy of a strict portal, for `?csp=1`. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'";

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Bytes {
  gzip: number;
  brotli: number;
}

export const weightOf = (code: Buffer): Bytes => ({
  gzip: gzipSync(code, { level: 9 }).length,
  brotli: brotliCompressSync(code).length,
});

export interface PageServer {
  urlOf: (site: Site, query?: string) => string;
  /** Scripts and styles of the site asked for since the last call. */
  asked: () => string[];
  close: () => void;
}

/** Each site has a folder of its own, by its place in the list. */
export async function serveSites(sites: readonly Site[]): Promise<PageServer> {
  const compressed = new Map<Buffer, Buffer>();
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const [, place = '', file = ''] = /^\/(\d+)\/(.*)$/.exec(url.pathname) ?? [];
    void (async () => {
      const site = sites[Number(place)];
      if (!site) return response.writeHead(404).end();
      if (file === 'blank') return response.writeHead(200, { 'Content-Type': TYPES['.html'] }).end('<!doctype html>');
      const inside = site.assets && path.join(site.assets, file);
      const body =
        file === ''
          ? Buffer.from(site.html)
          : (site.files.get(file) ??
            (inside?.startsWith(site.assets!) ? await readFile(inside).catch(() => undefined) : undefined));
      if (!body) return response.writeHead(404).end();
      if (/\.(js|css)$/.test(file)) asked.add(file);
      if (!compressed.has(body)) compressed.set(body, gzipSync(body));
      response.writeHead(200, {
        'Content-Type': TYPES[file === '' ? '.html' : path.extname(file)] ?? 'application/octet-stream',
        'Content-Encoding': 'gzip',
        'Cache-Control': 'no-store',
        ...(url.searchParams.has('csp') && { 'Content-Security-Policy': POLICY }),
      });
      return response.end(compressed.get(body));
    })();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (site, query = '') => `http://127.0.0.1:${port}/${sites.indexOf(site)}/${query}`,
    asked() {
      const files = [...asked];
      asked.clear();
      return files;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
