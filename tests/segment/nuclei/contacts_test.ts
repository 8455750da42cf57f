import { assertEquals } from "@std/assert";
import { findContacts, growContact } from "../../../lib/segment/nuclei/contacts.ts";

Deno.test("findContacts() counts sides, not corners, and nothing across the edge of a row", () => {
  // 1 . 2
  // 2 1 3
  const labels = new Int32Array([1, 0, 2, 2, 1, 3]);
  const contacts = findContacts(labels, new Uint16Array(6), 3, 0);
  assertEquals(
    contacts.map(({ a, b, length }) => [a, b, length]).sort(),
    [[1, 2, 2], [1, 3, 1], [2, 3, 1]],
  );
});

Deno.test("growContact() keeps the darkest place of both", () => {
  const contact = { a: 1, b: 2, length: 1, light: 5, darkest: 5 };
  growContact(contact, { a: 1, b: 3, length: 2, light: 4, darkest: 1 });
  assertEquals(contact, { a: 1, b: 2, length: 3, light: 9, darkest: 1 });
});
