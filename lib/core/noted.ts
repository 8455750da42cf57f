/** What a run has used, for a report on it: kind → facts, each once, in the order of first use. */
export type Noted = Record<string, string[]>;

/** Key of the {@link Noted} on `globalThis`, for `Symbol.for`. */
export const notedKey = "c2s.noted";

/**
 * Notes that something was used: a dataset, a backend.
 *
 * The notes belong to the process; a report reads them at the end of a notebook.
 *
 * @param kind What kind of thing.
 * @param fact What was used.
 *
 * @example
 * ```ts
 * import { note, notedSoFar } from "./noted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * note("example", "once");
 * note("example", "once");
 * assertEquals(notedSoFar().example, ["once"]);
 * ```
 */
export function note(kind: string, fact: string): void {
  const facts = notedSoFar()[kind] ??= [];
  if (!facts.includes(fact)) facts.push(fact);
}

/**
 * What has been noted until now.
 *
 * @example
 * ```ts
 * import { notedSoFar } from "./noted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(notedSoFar()["no such kind"], undefined);
 * ```
 */
export function notedSoFar(): Noted {
  // On globalThis, because a notebook may load this module twice under different addresses.
  const scope = globalThis as unknown as Record<symbol, Noted | undefined>;
  return scope[Symbol.for(notedKey)] ??= {};
}
