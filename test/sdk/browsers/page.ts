/** The journey in a page and in a module worker, and the elements beside it; tells the site what became of it. */
import '@xinqiao/components/assignments/define';
import '@xinqiao/components/provider/define';
import '@xinqiao/components/questionnaire/define';
import type { XqProvider } from '@xinqiao/components/provider';
import { XinqiaoClient } from '@xinqiao/sdk';
import { draft } from './draft.ts';
import { journey, type Outcome, step } from './journey.ts';

const variant = location.search.slice(1);
/** Each page has a service of its own. */
const api = `/api/page${variant}`;
const worker = new Worker(`${variant ? `${variant}-` : ''}worker.js?${variant}`, { type: 'module' });
const inWorker = new Promise<Outcome>(resolve => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve({ start: message || 'the worker did not start' });
});

const lacks = typeof AbortSignal.any !== 'function';
const outcome: Outcome = {};
// The journey of the page ends the assignment: it is shown before.
void step(outcome, 'elements are shown, and a question can be answered', elements).then(async () => {
  await step(outcome, 'a draft outlives the page, sealed', () => draft(api));
  const result = {
    browser: navigator.userAgent,
    lacks,
    clock: Date.now(),
    page: { ...outcome, ...(await journey(api)) },
    worker: await inWorker,
  };
  await fetch(`/result?${variant}`, { method: 'POST', body: JSON.stringify(result) });
});

async function elements(): Promise<void> {
  const fetchSession = async () => (await fetch(`${api}/-/session?student`)).json();
  const client = new XinqiaoClient({ baseUrl: api, fetchSession });
  const { data } = await client.assignments.list({ status: 'to-do' });
  const { campaignId, id } = data.filter(({ instrumentId }) => instrumentId === 'phq9')[0]!;
  const { consent } = await client.campaigns.get(campaignId);
  await client.consents.decide({ campaignId, version: consent.version, decision: 'given' });

  const provider = document.createElement('xq-provider') as XqProvider;
  provider.client = client;
  provider.innerHTML = '<xq-assignments></xq-assignments><xq-questionnaire></xq-questionnaire>';
  provider.querySelector('xq-questionnaire')!.setAttribute('assignment-id', id);
  document.body.append(provider);
  const within = (selector: string, inside: string) =>
    provider.querySelector(selector)?.shadowRoot?.querySelector<HTMLElement>(inside);
  await until(() => within('xq-assignments', 'a[href], button'), 'the assignments are listed');
  await until(() => {
    // An introduction may come first.
    if (!within('xq-questionnaire', 'input[type="radio"]')) within('xq-questionnaire', 'button')?.click();
    return within('xq-questionnaire', 'input[type="radio"]');
  }, 'a question is shown');
  const radio = within('xq-questionnaire', 'input[type="radio"]') as HTMLInputElement;
  radio.click();
  await until(() => radio.checked, 'the option is chosen');
}

async function until(holds: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It never came to pass that ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
