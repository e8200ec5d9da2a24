import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventStream, type StreamOptions } from './event-stream.ts';

describe('a stream of events', () => {
  /** Says that it began, and then waits for the end. */
  const silent = (onEnd: () => void = () => {}) =>
    async function* (signal: AbortSignal) {
      yield { id: '7' };
      if (!signal.aborted) await new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()));
      onEnd();
    };
  const stream = (more: Partial<StreamOptions<object>>) =>
    eventStream<object>({
      open: silent(),
      closing: new AbortController().signal,
      lifetime: 60_000,
      isValid: async () => true,
      ...more,
    });
  const textOf = (body: ReadableStream<Uint8Array>) => new Response(body).text();

  test('writes events, positions without data, and ends with its source', async () => {
    const open = async function* () {
      yield { id: '1' };
      yield { id: '2', data: { a: '行\n' } };
    };
    assert.equal(await textOf(stream({ open })), 'retry: 2000\n\nid: 1\n\nid: 2\ndata: {"a":"行\\n"}\n\n');
  });

  test('beats while nothing happens, and ends when the session was revoked', async () => {
    let beats = 0;
    const text = await textOf(stream({ heartbeat: 1, isValid: async () => ++beats < 3 }));
    assert.equal(text, `retry: 2000\n\nid: 7\n\n${': heartbeat\n\n'.repeat(3)}`);
  });

  test('goes on when nobody can say whether the session was revoked', async () => {
    let beats = 0;
    const isValid = async () => {
      if (++beats < 3) throw new Error('The database is away.');
      return false;
    };
    await textOf(stream({ heartbeat: 1, isValid }));
    assert.equal(beats, 3);
  });

  test('ends with the time of the session', async () => {
    assert.equal(await textOf(stream({ lifetime: 1 })), 'retry: 2000\n\nid: 7\n\n');
  });

  test('ends at once when the service is closing already', async () => {
    assert.equal(await textOf(stream({ closing: AbortSignal.abort(), async *open() {} })), '');
  });

  test('lets its source go when the client goes away', async () => {
    const gone = new Promise<void>(resolve => {
      const reader = stream({ open: silent(resolve) }).getReader();
      void reader.read().then(() => reader.cancel());
    });
    await gone;
  });

  test('ends when its source fails', async () => {
    const open = async function* () {
      yield { id: '1' };
      throw new Error('The database is away.');
    };
    assert.equal(await textOf(stream({ open })), 'retry: 2000\n\nid: 1\n\n');
  });
});
