import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { findContacts } from "../../../lib/segment/nuclei/contacts.ts";
import { joinFragments } from "../../../lib/segment/nuclei/join_fragments.ts";
import { measureParts } from "../../../lib/segment/nuclei/parts.ts";

const tiles = (width: number, height: number, size: number) =>
  Int32Array.from(
    { length: width * height },
    (_, i) =>
      1 + Math.floor(i % width / size) +
      Math.ceil(width / size) * Math.floor(Math.floor(i / width) / size),
  );

Deno.test("joinFragments() joins all or nothing where the rule says so, and only what touches", () => {
  const labels = tiles(12, 12, 3), levels = new Uint16Array(144);
  const parts = measureParts(labels, levels, 12, 0), contacts = findContacts(labels, levels, 12, 0);
  assertEquals(new Set(joinFragments(parts, contacts, () => 1, 0.5)), new Set([0, 1]));
  assertEquals(joinFragments(parts, contacts, () => 0, 0.5), Int32Array.from(parts, (_, i) => i));
  assertEquals(joinFragments(parts, [], () => 1, 0.5), Int32Array.from(parts, (_, i) => i));
});

Deno.test("joinFragments() hands the rule parts and contacts as measuring the joined image would", () => {
  const random = new Random(5);
  const labels = tiles(20, 20, 4);
  const levels = Uint16Array.from({ length: 400 }, () => random.integer(1000));
  const parts = measureParts(labels, levels, 20, 0), contacts = findContacts(labels, levels, 20, 0);
  let judged = 0;
  joinFragments(parts, contacts, (a, b, contact) => {
    const both = labels.map((label) =>
      a.members.includes(label) ? 1 : b.members.includes(label) ? 2 : 0
    );
    const [, first, second] = measureParts(both, levels, 20, 0);
    assertEquals([a.area, b.area, a.hullArea], [first!.area, second!.area, first!.hullArea]);
    const [seen] = findContacts(both, levels, 20, 0);
    assertEquals([contact.length, contact.light, contact.darkest], [
      seen!.length,
      seen!.light,
      seen!.darkest,
    ]);
    judged++;
    return a.area + b.area <= 64 ? random.uniform() : 0;
  }, 0.3);
  assert(judged > contacts.length);
});
