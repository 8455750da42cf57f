import { assert } from "@std/assert";
import { joinLimit } from "../../../lib/segment/nuclei/clumps.ts";
import { findContacts } from "../../../lib/segment/nuclei/contacts.ts";
import { joinChance, joinFeatures } from "../../../lib/segment/nuclei/join_rule.ts";
import { measureParts } from "../../../lib/segment/nuclei/parts.ts";
import { type Disc, drawnNuclei } from "../drawn_nuclei.ts";

const chance = (discs: Disc[], cut: number) => {
  const { data, truth } = drawnNuclei(90, 60, discs);
  const halves = truth.map((label, i) => label === 0 ? 0 : i % 90 < cut ? 1 : 2);
  const [, a, b] = measureParts(halves, data, 90, 400);
  const [contact] = findContacts(halves, data, 90, 400);
  return joinChance(joinFeatures(a!, b!, contact!, Math.PI * 12 ** 2));
};

Deno.test("joinChance() is high for two halves of a nucleus, low for two nuclei that touch", () => {
  assert(chance([[45, 30, 12, 2000]], 45) > joinLimit);
  assert(chance([[34, 30, 12, 2000], [56, 30, 12, 2000]], 45) < 0.1);
});

Deno.test("joinFeatures() is finite for single pixels and parts as dark as the background", () => {
  const labels = new Int32Array([1, 2]);
  for (const level of [0, 65535]) {
    const levels = new Uint16Array([level, level]);
    const [, a, b] = measureParts(labels, levels, 2, 65535);
    const features = joinFeatures(a!, b!, findContacts(labels, levels, 2, 65535)[0]!, 1);
    assert(features.every(Number.isFinite), `${features}`);
  }
});
