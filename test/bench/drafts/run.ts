/**
 * `npm run bench -- drafts`: how long it takes until an answer lies on the device, sealed and written to the disk, and until
 * the service has it; in a browser, with the real service behind the page.
 *
 *   npm run bench -- drafts 100    so many answers at each speed; 30 when left out
 */
import { openStage, closeStage, device, open, portal } from '../../faults/browser/stage.ts';

const COUNT = Number(process.argv[2] ?? 30);
if (!(COUNT > 0)) throw new Error('Say how many answers');

/** What the page notes, in milliseconds after the click. */
interface Noted {
  device: number[];
  service: number[];
}

/** Runs in the page before anything of ours. */
function note(): void {
  const noted: Noted = { device: [], service: [] };
  let clickedAt = 0;
  let isOnDevice = true;
  Object.assign(window, { noted });
  window.addEventListener(
    'click',
    () => {
      clickedAt = performance.now();
      isOnDevice = false;
    },
    true,
  );
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...given) {
    const isFirst = !isOnDevice;
    isOnDevice = true;
    if (isFirst) this.transaction.addEventListener('complete', () => noted.device.push(performance.now() - clickedAt));
    return put.apply(this, given);
  };
  const { fetch } = window;
  window.fetch = async (...given) => {
    const response = await fetch(...given);
    const [asked, how] = given;
    const method = how?.method ?? (asked instanceof Request ? asked.method : 'GET');
    if (method === 'PATCH' && response.ok) noted.service.push(performance.now() - clickedAt);
    return response;
  };
}

const at = (values: readonly number[], share: number): string =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!.toFixed(0);

await openStage();
const t = { after() {} };
for (const throttle of [1, 4]) {
  const context = await device(t as never);
  await context.addInitScript(note);
  const form = await open(context, await portal.next());
  const cdp = await context.newCDPSession(form.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await form.begin();
  for (let count = 0; count < COUNT; count++) {
    await form.choose((count % 7) + 1, Math.floor(count / 7) % 4);
    await form.page.waitForFunction(many => (window as unknown as { noted: Noted }).noted.service.length > many, count);
  }
  const noted = await form.page.evaluate(() => (window as unknown as { noted: Noted }).noted);
  for (const [what, values] of Object.entries(noted) as [keyof Noted, number[]][]) {
    const where = what === 'device' ? 'sealed on the device' : 'with the service';
    console.log(
      `${throttle} × throttle: ${where} after ${at(values, 0.5)} ms (median), ${at(values, 0.95)} ms (95 of 100), ${values.length} answers`,
    );
  }
  await context.close();
}
await closeStage();
