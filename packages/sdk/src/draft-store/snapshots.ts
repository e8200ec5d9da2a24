/** Sealed copies on the device, in IndexedDB. Their names and what is in them tell nothing to whoever has no key. */

export interface Snapshots {
  read(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Resolves when it is on the disk. */
  write(id: string, sealed: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(id: string): Promise<void>;
  /** Puts a record aside that can't be read, or that another device's answers gave way to; it is never removed here. */
  keep(id: string, sealed: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): void;
}

const NAME = 'xinqiao-drafts';
const SNAPSHOTS = 'snapshots';
const QUARANTINE = 'quarantine';
/** Milliseconds after which storage that does not open counts as denied: a form has to go on without it. */
const PATIENCE = 3_000;

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
  ): Promise<T> =>
    new Promise((resolve, reject) => {
      // Only then "saved" is true when the machine loses its power in the next moment.
      const transaction = database.transaction(stores, mode, { durability: 'strict' });
      const request = act(transaction);
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('Storage failed'));
    });
  return {
    read: id => run([SNAPSHOTS], 'readonly', all => all.objectStore(SNAPSHOTS).get(id)),
    write: async (id, sealed) =>
      void (await run([SNAPSHOTS], 'readwrite', all => all.objectStore(SNAPSHOTS).put(sealed, id))),
    remove: id => run([SNAPSHOTS], 'readwrite', all => all.objectStore(SNAPSHOTS).delete(id)),
    keep: async (id, sealed) =>
      void (await run([QUARANTINE], 'readwrite', all => all.objectStore(QUARANTINE).add({ id, sealed }))),
    close: () => database.close(),
  };
}
