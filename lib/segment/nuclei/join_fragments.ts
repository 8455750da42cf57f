import { type Contact, growContact } from "./contacts.ts";
import { joinParts, type Part } from "./parts.ts";

/** How likely two touching parts are one nucleus, 0 to 1. */
export type JoinRating = (a: Part, b: Part, contact: Contact) => number;

/**
 * Joins fragments that belong together, the surest first, until no pair is likelier than `limit` to be
 * one nucleus; each joined part is rated anew with its neighbours.
 *
 * @param parts Fragments by their number, from `measureParts`.
 * @param contacts Where they touch, from `findContacts`.
 * @param rate How likely two are one.
 * @param limit Pairs above it are joined.
 * @returns For each fragment, the lowest number among those that it is joined with.
 *
 * @example
 * ```ts
 * import { findContacts } from "./contacts.ts";
 * import { joinFragments } from "./join_fragments.ts";
 * import { measureParts } from "./parts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 2, 3]), levels = new Uint16Array(3);
 * const parts = measureParts(labels, levels, 3, 0), contacts = findContacts(labels, levels, 3, 0);
 * const upToTwo = joinFragments(parts, contacts, (a, b) => a.area + b.area < 3 ? 1 : 0, 0.5);
 * assertEquals([...upToTwo], [0, 1, 1, 3]);
 * ```
 */
export function joinFragments(
  parts: readonly Part[],
  contacts: readonly Contact[],
  rate: JoinRating,
  limit: number,
): Int32Array {
  const alive = [...parts];
  const neighbours = parts.map(() => new Map<number, Contact>());
  const likely = new Map<Contact, number>();
  const around = (part: number) => neighbours[part] as Map<number, Contact>;
  const judge = (contact: Contact) => {
    const chance = rate(alive[contact.a] as Part, alive[contact.b] as Part, contact);
    if (chance > limit) likely.set(contact, chance);
    else likely.delete(contact);
  };
  const link = (contact: Contact) => {
    around(contact.a).set(contact.b, contact);
    around(contact.b).set(contact.a, contact);
  };
  for (const contact of contacts) {
    const own = { ...contact };
    link(own);
    judge(own);
  }
  for (let best = surest(likely); best !== undefined; best = surest(likely)) {
    const kept = Math.min(best.a, best.b), gone = Math.max(best.a, best.b);
    likely.delete(best);
    around(kept).delete(gone);
    alive[kept] = joinParts(alive[kept] as Part, alive[gone] as Part);
    for (const [neighbour, contact] of around(gone)) {
      if (neighbour === kept) continue;
      likely.delete(contact);
      around(neighbour).delete(gone);
      const known = around(kept).get(neighbour);
      if (known === undefined) link({ ...contact, a: kept, b: neighbour });
      else growContact(known, contact);
    }
    around(gone).clear();
    for (const contact of around(kept).values()) judge(contact);
  }
  const owners = Int32Array.from(parts, (_, number) => number);
  for (const [kept, part] of alive.entries()) {
    // A part that was joined still stands under its old number, with fewer members.
    if (owners[kept] !== kept) continue;
    for (const member of part.members) owners[member] = kept;
  }
  return owners;
}

function surest(likely: ReadonlyMap<Contact, number>): Contact | undefined {
  let most = -1, best: Contact | undefined;
  for (const [contact, chance] of likely) {
    if (chance > most) [most, best] = [chance, contact];
  }
  return best;
}
