import type { ActivationStore } from "../../../lib/learn/activation_cache.ts";

/** A store that counts what it does. */
export function memoryStore() {
  const pieces = new Map<string, Uint8Array>();
  const store = {
    pieces,
    reads: 0,
    writes: 0,
    size: (name: string) => Promise.resolve(pieces.get(name)?.length),
    read: (name: string, begin: number, end: number) => {
      store.reads++;
      return Promise.resolve(pieces.get(name)?.slice(begin, end) ?? new Uint8Array(0));
    },
    write: (name: string, bytes: Uint8Array) => {
      store.writes++;
      pieces.set(name, bytes.slice());
      return Promise.resolve();
    },
  };
  return store satisfies ActivationStore;
}
