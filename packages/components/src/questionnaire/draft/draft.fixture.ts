/** Helpers of the tests of drafts: what is said of them, and what lies on the device. */
import type { XqQuestionnaire } from '../index.ts';
import { drafts, inside, until, words } from '../service.fixture.ts';

export const state = (form: XqQuestionnaire): string => words(inside(form, '.draft'));
export const choose = async (form: XqQuestionnaire, item: string, option: number): Promise<void> => {
  inside(form, `[data-id="${item}"]`)!.querySelectorAll('input')[option]!.click();
  await form.updateComplete;
};
export const begin = async (form: XqQuestionnaire): Promise<void> => {
  inside(form, '.intro button.primary')!.click();
  await until(() => inside(form, '.questions'));
};
export const leaves = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
export const isOpening = ({ method, url }: Request): boolean => method === 'PUT' && url.includes('/v1/drafts/');
export const isWriting = ({ method, url }: Request): boolean => method === 'PATCH' && url.includes('/v1/drafts/');

const settled = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

/** What lies on the device of a form's draft, whoever looks. Other tests share the device. */
export async function onDevice(form: XqQuestionnaire): Promise<{ count: number; text: string }> {
  const databases = await indexedDB.databases();
  const id = drafts.get(form)!();
  if (id === '' || !databases.some(({ name }) => name === 'xinqiao-drafts')) return { count: 0, text: '' };
  const database = await settled(indexedDB.open('xinqiao-drafts'));
  const store = database.transaction(['snapshots'], 'readonly').objectStore('snapshots');
  const values: Uint8Array[] = await settled(store.getAll(IDBKeyRange.bound(id, `${id}/\uffff`)));
  database.close();
  return { count: values.length, text: values.map(value => new TextDecoder().decode(value)).join('') };
}

/** Another page's work with the storage that does not end before it is told to. */
export async function holdStorage(): Promise<() => void> {
  const database = await settled(indexedDB.open('xinqiao-drafts'));
  let isHeld = true;
  const store = database.transaction(['snapshots'], 'readwrite').objectStore('snapshots');
  const goOn = () => {
    if (isHeld) store.get('nothing').onsuccess = goOn;
    else database.close();
  };
  await new Promise<void>(resolve => {
    store.get('nothing').onsuccess = () => {
      goOn();
      resolve();
    };
  });
  return () => (isHeld = false);
}
