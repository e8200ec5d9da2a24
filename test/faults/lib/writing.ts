/** Students who write on while what is below them is killed, and know what they were told. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Draft, Receipt } from '@xinqiao/contract/types';
import { send } from '../../bad-input/lib/wire.ts';
import { openPage, type Page, type ToDo, type Way } from './survey.ts';

/** Milliseconds between attempts while the service is away. */
const PAUSE = 20;

/** The answer, however long the service is away; what is said meanwhile is that it is away and nothing else. */
async function untilThere(send: () => Promise<Response>, isOver: AbortSignal): Promise<Response> {
  for (;;) {
    const response = await send().catch(() => undefined);
    if (response && response.status !== 503) return response;
    await wait(PAUSE, undefined, { signal: isOver });
  }
}

export interface Student {
  /** Saves that were acknowledged. */
  readonly saves: number;
  /** Saves whose acknowledgement was lost, and of which the service told afterwards whether it has them. */
  readonly doubts: number;
  /** Saves until told to stop, each time something else. @throws {AssertionError} when what was acknowledged has gone */
  write(until: AbortSignal): Promise<void>;
  /** Submits, as often as it takes. */
  submit(): Promise<Receipt>;
}

/** @param isOver nobody waits any longer for a service that is away */
export async function enrol(way: Way, toDo: ToDo, isOver: AbortSignal): Promise<Student> {
  const page: Page = await openPage(way, toDo);
  const path = `/v1/drafts/${toDo.body['attemptId'] as string}`;
  const counts = { saves: 0, doubts: 0 };

  /** A long run is longer than a session. */
  const renew = async (): Promise<void> => assert.equal((await untilThere(page.renew, isOver)).status, 201);
  const ask = async (send: () => Promise<Response>): Promise<Response> => {
    const response = await untilThere(send, isOver);
    if (response.status !== 401) return response;
    await renew();
    return untilThere(send, isOver);
  };
  const read = async (): Promise<Draft> => {
    const asked = () => {
      const { authorization, origin } = page.submission().headers as Record<string, string>;
      return send(way.port, { path, headers: { authorization, origin } });
    };
    const response = await ask(asked);
    assert.equal(response.status, 200);
    return (await response.json()) as Draft;
  };
  const counted = ({ answers }: Draft): number => (answers['1'] as number | undefined) ?? 0;

  async function write(until: AbortSignal): Promise<void> {
    const request = { assignmentId: toDo.body['assignmentId'], language: 'zh-CN', seed: 1 };
    const response = await ask(() => page.put('PUT', path, request));
    assert.equal(response.status, 200, 'the draft is begun');
    let { revision } = (await response.json()) as Draft;
    let isRenewed = false;
    for (let count = 1; !until.aborted; count++) {
      const content = { answers: { '1': count }, timings: {}, position: '1' };
      const answer = await page.put('PATCH', path, content, { 'if-match': `"${revision}"` }).catch(() => undefined);
      if (answer?.status === 200) {
        ({ revision } = (await answer.json()) as Draft);
        counts.saves++;
        isRenewed = false;
        continue;
      }
      if (answer?.status === 401 && !isRenewed) {
        await renew();
        isRenewed = true;
        count--;
        continue;
      }
      assert.ok(answer === undefined || answer.status === 503, `a save is answered with ${answer?.status}`);
      // Nobody said that it is saved: either will do, but not what was before the last acknowledgement.
      const draft = await read();
      assert.ok(
        [count, count - 1].includes(counted(draft)),
        `${counted(draft)} is stored, ${count - 1} was acknowledged`,
      );
      ({ revision } = draft);
      count = counted(draft);
      counts.doubts++;
    }
  }

  return {
    get saves() {
      return counts.saves;
    },
    get doubts() {
      return counts.doubts;
    },
    write,
    async submit() {
      const response = await ask(() => page.submit());
      const text = await response.text();
      assert.equal(response.status, 201, text);
      return JSON.parse(text) as Receipt;
    },
  };
}
