/** Where a fault is tried: a real server that misbehaves, a client with short times, and what has to be gone afterwards. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { TestContext } from 'node:test';
import { type ClientOptions, type Unexpected, XinqiaoClient, XinqiaoError } from '@xinqiao/sdk';
import { session } from '../../../packages/sdk/src/testing/fixtures.ts';
import { type Reply, type ScriptedServer, withServer } from '../../../packages/sdk/src/testing/scripted-server.ts';

/** A row of the table and its proof. */
export interface Fault {
  readonly fault: string;
  readonly client: string;
  run(bench: Bench, t: TestContext): Promise<void>;
}
/** A part of the table. */
export interface Page {
  readonly title: string;
  readonly faults: readonly Fault[];
}
type ErrorClass = { readonly kind: string; is(value: unknown): boolean };

export class Bench {
  readonly #signals: AbortSignal[] = [];
  readonly told: Unexpected[] = [];

  /** A client of that server; repeats come at once, and what never comes is not waited for long. */
  client(url: string, options: Partial<ClientOptions> = {}): XinqiaoClient {
    return new XinqiaoClient({
      baseUrl: url,
      ...(options.secretKey ? {} : { fetchSession: async () => session() }),
      timeout: 5_000,
      idleTimeout: 5_000,
      retry: { delay: 1, maxRetryAfter: 60 },
      onUnexpected: unexpected => this.told.push(unexpected),
      ...options,
    });
  }

  /** A signal that has no listener any more when the row is over. */
  controller(): AbortController {
    const controller = new AbortController();
    this.#signals.push(controller.signal);
    return controller;
  }

  /** The server answers so; the last reply stands for all that follow. */
  server<T>(replies: readonly Reply[], use: (server: ScriptedServer) => Promise<T>): Promise<T> {
    return withServer(replies, use);
  }

  /** The call fails with that class, and with nothing that this package does not export. */
  async fails(call: PromiseLike<unknown>, type: ErrorClass): Promise<XinqiaoError> {
    const error = await call.then(
      value => assert.fail(`it gave ${JSON.stringify(value)}`),
      (error: unknown) => error,
    );
    assert.ok(XinqiaoError.is(error), `${String((error as Error)?.stack)}`);
    assert.equal(error.name, type.kind, error.message);
    assert.ok(type.is(error));
    return error;
  }

  /** No listener is left on a signal of the caller, and no timer that would keep a program alive. */
  async nothingIsLeft(timersBefore: number): Promise<void> {
    for (const signal of this.#signals) assert.deepEqual(getEventListeners(signal, 'abort'), [], 'listeners are left');
    await until(() => timers() <= timersBefore, 'timers are gone');
  }
}

export const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;

/** Waits for what has to come; ten seconds are for a machine that is very busy. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It never came to pass that ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

/** Writes bytes as they are, past all that a well-behaved server would see to. */
export const raw =
  (text: string | Uint8Array, then: 'end' | 'reset' | 'stay' = 'end'): Reply =>
  ({ socket }) => {
    socket!.write(text, () => {
      if (then === 'end') socket!.end();
      if (then === 'reset') socket!.resetAndDestroy();
    });
  };
/** Breaks the connection hard, without a byte. */
export const reset: Reply = ({ socket }) => void socket!.resetAndDestroy();
/** 200 with these bytes, called JSON. */
export const body =
  (text: string | Uint8Array, type = 'application/json'): Reply =>
  response =>
    void response.writeHead(200, { 'Content-Type': type }).end(text);
