/** Sealed copies on the device, in IndexedDB. Their names and what is in them tell nothing to whoever has no key. */

export interface SnapshotRecord {
  readonly key: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Each page that shows the form writes a record of its own: none overwrites what another has not sent yet. */
export interface Snapshots {
  /** What all pages have written of a draft. */
  read(id: string): Promise<SnapshotRecord[]>;
  /** Resolves when it is on the disk. */
  write(key: string, sealed: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(key: string): Promise<void>;
  /** Removes what was read, unless the page that it is of has written since. */
  removeUnchanged(record: SnapshotRecord): Promise<void>;
  /** Removes what all pages have written of a draft. */
  removeAll(id: string): Promise<void>;
  /** Puts a record aside that can't be read, or that another device's answers gave way to; it is never removed here. */
  keep(id: string, sealed: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): void;
}

const NAME = 'xinqiao-drafts';
/** Of the record of one page. */
export const snapshotKey = (id: string, page: string): string => `${id}/${page}`;
const keysOf = (id: string): IDBKeyRange => IDBKeyRange.bound(id, snapshotKey(id, '\uffff'));
const sameBytes = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a?.length === b.length && b.every((byte, index) => byte === a[index]);

const SNAPSHOTS = 'snapshots';
const QUARANTINE = 'quarantine';
/** Milliseconds after which storage that does not open, or answer, is waited for no longer: a form has to go on without it. */
export const PATIENCE = 3_000;

/** Denied in some frames and by some settings, full or blocked: then there is none, and the service's draft is all there is. */
export async function openSnapshots(): Promise<Snapshots | undefined> {
  try {
    const database = await openDatabase();
    return wrap(database);
  } catch {
    return undefined;
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('Storage does not open')), PATIENCE);
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(SNAPSHOTS);
      request.result.createObjectStore(QUARANTINE, { autoIncrement: true });
    };
    // Another page holds an older version: rather none than wait for that page.
    request.onblocked = request.onerror = () => {
      clearTimeout(late);
      reject(request.error ?? new Error('Storage is blocked'));
    };
    request.onsuccess = () => {
      clearTimeout(late);
      // A newer version of this program, in another page, goes first.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

function wrap(database: IDBDatabase): Snapshots {
  const run = <T>(
    stores: string[],
    mode: IDBTransactionMode,
    act: (transaction: IDBTransaction) => IDBRequest<T>,
    limit = PATIENCE,
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      // Only then "saved" is true when the machine loses its power in the next moment.
      const transaction = database.transaction(stores, mode, { durability: 'strict' });
      const request = act(transaction);
      // Another page may hold it without an end.
      const late = limit < Infinity ? setTimeout(() => reject(new Error('Storage does not answer')), limit) : undefined;
      transaction.oncomplete = () => {
        clearTimeout(late);
        resolve(request.result);
      };
      transaction.onerror = transaction.onabort = () => {
        clearTimeout(late);
        reject(transaction.error ?? new Error('Storage failed'));
      };
    });
  return {
    async read(id) {
      const records: SnapshotRecord[] = [];
      await run([SNAPSHOTS], 'readonly', all => {
        const request = all.objectStore(SNAPSHOTS).openCursor(keysOf(id));
        request.onsuccess = () => {
          const cursor = request.result;
          if (!cursor) return;
          records.push({ key: String(cursor.key), sealed: cursor.value as SnapshotRecord['sealed'] });
          cursor.continue();
        };
        return request;
      });
      return records;
    },
    // However late: then it is there.
    write: async (key, sealed) =>
      void (await run([SNAPSHOTS], 'readwrite', all => all.objectStore(SNAPSHOTS).put(sealed, key), Infinity)),
    remove: key => run([SNAPSHOTS], 'readwrite', all => all.objectStore(SNAPSHOTS).delete(key)),
    removeUnchanged: async ({ key, sealed }) =>
      void (await run([SNAPSHOTS], 'readwrite', all => {
        const store = all.objectStore(SNAPSHOTS);
        const request: IDBRequest<Uint8Array | undefined> = store.get(key);
        request.onsuccess = () => sameBytes(request.result, sealed) && store.delete(key);
        return request;
      })),
    removeAll: id => run([SNAPSHOTS], 'readwrite', all => all.objectStore(SNAPSHOTS).delete(keysOf(id))),
    keep: async (id, sealed) =>
      void (await run([QUARANTINE], 'readwrite', all => all.objectStore(QUARANTINE).add({ id, sealed }))),
    close: () => database.close(),
  };
}
