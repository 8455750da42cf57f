import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { axesOf, joinParts, measureParts } from "../../../lib/segment/nuclei/parts.ts";

const side = 60;
const ellipse = (label: number) =>
  Int32Array.from({ length: side * side }, (_, i) => {
    const x = i % side - 30, y = Math.floor(i / side) - 28;
    return (x / 20) ** 2 + (y / 8) ** 2 < 1 ? label : 0;
  });

Deno.test("axesOf() finds the axes of a drawn ellipse, and its hull is hardly larger than itself", () => {
  const part = measureParts(ellipse(1), new Uint16Array(side * side), side, 0)[1]!;
  const { major, minor } = axesOf(part);
  assert(Math.abs(major - 40) < 0.5 && Math.abs(minor - 16) < 0.5, `${major} × ${minor}`);
  assert(part.area / part.hullArea > 0.95 && part.area <= part.hullArea);
});

Deno.test("joinParts() of any two parts is what measuring them as one gives", () => {
  const random = new Random(2);
  const levels = Uint16Array.from({ length: 100 }, () => random.integer(65536));
  for (let round = 0; round < 20; round++) {
    const labels = Int32Array.from(levels, () => random.integer(3));
    const [, a, b] = measureParts(labels, levels, 10, 300);
    const whole = measureParts(labels.map((label) => Math.min(label, 1)), levels, 10, 300)[1]!;
    const joined = joinParts(a!, b!);
    assertEquals({ ...joined, members: [1], light: 0 }, { ...whole, light: 0 });
    assertAlmostEquals(joined.light, whole.light, 1e-3);
  }
});

Deno.test("axesOf() of a single pixel and of a line is finite and above 0", () => {
  for (const labels of [new Int32Array([1]), new Int32Array([1, 1, 1])]) {
    const part = measureParts(labels, new Uint16Array(labels.length), labels.length, 0)[1]!;
    assert(axesOf(part).minor > 0 && Number.isFinite(axesOf(part).major));
  }
});
