/**
 * What a browser keeps over a reload: values under keys that are arrays, such as [7, "draft", 3].
 *
 * In IndexedDB, which all tabs of the site share; where that is refused (private windows, a full disk), in memory.
 */

const NAME = "chat";
const VERSION = 1;

/** The end of all keys that begin so: arrays sort behind numbers and texts. */
const after = (prefix) => [...prefix, []];

export class Store {
  #opening;
  #IDBKeyRange;
  #memory = new Map(); // [key, value] by the key's JSON

  constructor({ indexedDB = null, IDBKeyRange = null } = {}) {
    this.#IDBKeyRange = IDBKeyRange;
    this.#opening = open(indexedDB).catch(() => null);
  }

  /** All [key, value] whose keys begin with `prefix`, by key, as they were when this was asked. */
  async all(prefix) {
    const remembered = [...this.#memory.values()].filter(([key]) => prefix.every((part, at) => key[at] === part));
    const kept = await this.#do("readonly", async (shelf) => {
      const range = this.#IDBKeyRange.bound(prefix, after(prefix));
      const [keys, values] = await Promise.all([answer(shelf.getAllKeys(range)), answer(shelf.getAll(range))]);
      return keys.map((key, at) => [key, values[at]]);
    });
    return kept ?? remembered;
  }

  async put(key, value) {
    this.#memory.set(JSON.stringify(key), [key, value]);
    await this.#do("readwrite", (shelf) => answer(shelf.put(value, key)));
  }

  async remove(key) {
    this.#memory.delete(JSON.stringify(key));
    await this.#do("readwrite", (shelf) => answer(shelf.delete(key)));
  }

  /** What `use` makes of the database's shelf; null where there is none, or it failed. */
  async #do(mode, use) {
    const database = await this.#opening;
    try {
      return database && (await use(database.transaction(NAME, mode).objectStore(NAME)));
    } catch {
      return null;
    }
  }
}

async function open(indexedDB) {
  if (!indexedDB) return null;
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => request.result.createObjectStore(NAME);
  const database = await answer(request);
  database.onversionchange = () => database.close(); // a newer page wants it otherwise
  return database;
}

/** A request of IndexedDB's as a promise. */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
