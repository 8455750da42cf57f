import { assert, assertEquals } from "@std/assert";
import { keepChance, keepFeatures } from "../../../lib/segment/nuclei/keep_rule.ts";
import { measureParts } from "../../../lib/segment/nuclei/parts.ts";
import { surroundings } from "../../../lib/segment/nuclei/surroundings.ts";
import { drawnNuclei } from "../drawn_nuclei.ts";

const features = (labels: Int32Array, levels: Uint16Array, width: number, background: number) => {
  const parts = measureParts(labels, levels, width, background);
  const around = surroundings(labels, levels, width, parts.length - 1, 2);
  return keepFeatures(parts, around, background, Math.PI * 12 ** 2);
};

Deno.test("keepChance() is high for bright and dim nuclei, low for a ripple in haze", () => {
  const { data, truth } = drawnNuclei(150, 60, [[25, 30, 12, 20000], [70, 30, 12, 900]]);
  const hazy = data.map((value, i) => i % 150 > 95 ? value + 6000 : value);
  const labels = truth.map((label, i) => {
    const x = i % 150, y = Math.floor(i / 150);
    return label === 0 && Math.hypot(x - 125, y - 30) < 8 ? 3 : label;
  });
  const chances = features(labels, hazy, 150, 400).slice(1).map(keepChance);
  assert(chances[0]! > 0.8 && chances[1]! > 0.5 && chances[2]! < 0.2, `${chances}`);
});

Deno.test("keepFeatures() is finite for black, saturated and single pixels, empty for no object", () => {
  for (const level of [0, 65535]) {
    const [none, one] = features(new Int32Array([1]), new Uint16Array([level]), 1, 65535);
    assert(one!.every(Number.isFinite), `${one}`);
    assertEquals(none, []);
  }
});
