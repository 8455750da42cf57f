/** Where two parts touch. */
export interface Contact {
  /** Number of one part. */
  a: number;
  /** Number of the other. */
  b: number;
  /** Pairs of pixels, one of each part, that share a side. */
  length: number;
  /** Sum over the pairs of the darker level above the background. */
  light: number;
  /** The lowest of them. */
  darkest: number;
}

/**
 * Finds which fragments touch, and how bright it is there.
 *
 * @param labels Fragments, numbered from 1 [height × width].
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param background Level of the background.
 *
 * @example
 * ```ts
 * import { findContacts } from "./contacts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 2, 1, 2]), levels = new Uint16Array([9, 7, 8, 9]);
 * assertEquals(findContacts(labels, levels, 2, 5), [{ a: 1, b: 2, length: 2, light: 5, darkest: 2 }]);
 * ```
 */
export function findContacts(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  background: number,
): Contact[] {
  const contacts = new Map<number, Contact>();
  const meet = (i: number, j: number) => {
    const own = labels[i] as number, other = labels[j] as number;
    if (other === own || other === 0) return;
    const a = Math.min(own, other), b = Math.max(own, other), key = a * 2 ** 26 + b;
    let contact = contacts.get(key);
    if (contact === undefined) {
      contact = { a, b, length: 0, light: 0, darkest: Infinity };
      contacts.set(key, contact);
    }
    addTo(contact, 1, Math.min(levels[i] as number, levels[j] as number) - background);
  };
  const last = labels.length - width;
  for (let i = 0, x = 1; i < labels.length; i++, x++) {
    if (labels[i] !== 0) {
      if (x < width) meet(i, i + 1);
      if (i < last) meet(i, i + width);
    }
    if (x === width) x = 0;
  }
  return [...contacts.values()];
}

function addTo(contact: Contact, length: number, light: number, darkest = light): void {
  contact.length += length;
  contact.light += light;
  contact.darkest = Math.min(contact.darkest, darkest);
}

/**
 * Adds one contact to another, when parts on one side of them have become one.
 *
 * @param contact The contact that grows; changed in place.
 * @param more The other one.
 *
 * @example
 * ```ts
 * import { growContact } from "./contacts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contact = { a: 1, b: 3, length: 2, light: 9, darkest: 4 };
 * growContact(contact, { a: 2, b: 3, length: 1, light: 3, darkest: 3 });
 * assertEquals(contact, { a: 1, b: 3, length: 3, light: 12, darkest: 3 });
 * ```
 */
export function growContact(contact: Contact, more: Contact): void {
  addTo(contact, more.length, more.light, more.darkest);
}
