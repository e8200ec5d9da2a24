/** A draft in the storage of a browser: kept while the service is away, sealed, and put aside where it cannot be read. */
import { XinqiaoClient } from '@xinqiao/sdk';
import { DraftStore } from '@xinqiao/sdk/draft-store';
import { holds } from './journey.ts';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

/** What lies on the device, whoever looks. */
async function look<T>(store: string, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await settled(indexedDB.open('xinqiao-drafts'));
  const result = await settled(act(database.transaction([store], 'readwrite').objectStore(store)));
  database.close();
  return result;
}

export async function draft(api: string): Promise<void> {
  let isAway = false;
  const client = new XinqiaoClient({
    baseUrl: api,
    fetchSession: async () => (await fetch(`${api}/-/session?student`)).json(),
    fetch: request => (isAway ? Promise.reject(new TypeError('Failed to fetch')) : fetch(request)),
    retry: 0,
  });
  const { data } = await client.assignments.list({ status: 'to-do' });
  const { id: assignmentId, campaignId } = data.filter(({ instrumentId }) => instrumentId !== 'phq9')[0]!;
  const { consent } = await client.campaigns.get(campaignId);
  await client.consents.decide({ campaignId, version: consent.version, decision: 'given' });
  const open = () => DraftStore.open(client, { assignmentId, language: 'zh-CN', interval: 60_000 });
  const kept = async (store: DraftStore) => {
    while (store.state !== 'kept') await new Promise(resolve => setTimeout(resolve, 5));
    store.close();
  };

  const first = await open();
  // The form that was shown before has sent what it kept.
  while ((await look('snapshots', store => store.count())) > 0) await new Promise(resolve => setTimeout(resolve, 20));
  isAway = true;
  first.change({ answers: { '1': 2 }, timings: { '1': 900 }, position: '2' });
  await kept(first);
  const [record, ...more] = await look<Uint8Array[]>('snapshots', store => store.getAll());
  holds(record && more.length === 0, 'there is one record');
  holds(!new TextDecoder().decode(record).includes('answers'), 'it is sealed');

  isAway = false;
  const second = await open();
  holds(second.content.answers['1'] === 2, 'the page goes on where the other one was left');
  holds(second.state === 'saved', 'the service has it now');
  holds((await look('snapshots', store => store.count())) === 0, 'nothing is left for whoever comes next');

  isAway = true;
  second.change({ ...second.content, answers: { '1': 3 } });
  await kept(second);
  const [id] = await look('snapshots', store => store.getAllKeys());
  const spoiled = await look<Uint8Array>('snapshots', store => store.get(id!));
  spoiled[20]! ^= 1;
  await look('snapshots', store => store.put(spoiled, id));
  isAway = false;
  const third = await open();
  holds(third.content.answers['1'] === 2, 'what cannot be read is not taken');
  holds((await look('quarantine', store => store.count())) === 1, 'and not thrown away');
  await third.finish();
}
