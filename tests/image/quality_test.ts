import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import type { Field } from "../../lib/image/field.ts";
import { channelQuality, type FieldQuality, fieldQuality } from "../../lib/image/quality.ts";
import { drawn } from "./drawn.ts";

const size = 200;
const field = (data: Uint16Array): Field => ({
  width: size,
  height: size,
  channels: [{ name: "Actin", data: drawn(size, size, 5) }, { name: "DAPI", data }],
  pixelSize: 0.65,
  where: { plate: "P1", well: "B02", site: 3 },
});

/** Measures of a field of this channel alone. */
function alone(data: Uint16Array): FieldQuality {
  return fieldQuality({ ...field(data), channels: [{ name: "DAPI", data }] });
}

/** Noise around 300 with discs of the given centres and radius, 2,000 brighter. */
function discs(centres: [number, number][], radius: number): Uint16Array {
  const random = new Random(3);
  return Uint16Array.from({ length: size * size }, (_, i) => {
    const x = i % size, y = Math.floor(i / size);
    const inside = centres.some(([cx, cy]) => Math.hypot(x - cx, y - cy) <= radius);
    return (inside ? 2300 : 300) + random.integer(100);
  });
}

Deno.test("fieldQuality() counts nuclei and leaves out specks smaller than one", () => {
  const { objects, covered, where } = fieldQuality(
    field(discs([[30, 30], [100, 60], [160, 150]], 10)),
    { nuclei: "DAPI" },
  );
  assertEquals([objects, where.site], [3, 3]);
  assertAlmostEquals(covered, 3 * Math.PI * 100 / size ** 2, 0.004);
  assertEquals(fieldQuality(field(discs([[50, 50]], 2)), { nuclei: "DAPI" }).objects, 0);
});

Deno.test("fieldQuality() finds nothing in a field of noise alone", () => {
  const { objects, covered, largest } = fieldQuality(field(discs([], 0)), { nuclei: "DAPI" });
  assertEquals({ objects, covered, largest }, { objects: 0, covered: 0, largest: 0 });
});

Deno.test("fieldQuality() sees a clump of debris as one region many nuclei large", () => {
  const { largest } = fieldQuality(field(discs([[100, 100]], 60)), { nuclei: "DAPI" });
  assert(largest > 50);
});

Deno.test("channelQuality() gives background and signal as quantiles", () => {
  const data = Uint16Array.from({ length: size * size }, (_, i) => Math.floor(i / 400));
  const { background, signal } = channelQuality(field(data), "DAPI");
  assertAlmostEquals(background, 4.95, 1e-9);
  assertAlmostEquals(signal, 98.01 - 4.95, 1e-9);
});

Deno.test("channelQuality() holds the largest grey value against the eight that occur next below it", () => {
  // 2, 4, 6 … 20 once, twice … ten times; 99 five times; the rest at 1.
  const data = new Uint16Array(size * size).fill(1);
  let at = 0;
  for (let times = 1; times <= 10; times++) data.fill(2 * times, at, at += times);
  data.fill(99, at, at + 5);
  const { maximum, atMaximum, belowMaximum, levels } = channelQuality(field(data), "DAPI");
  assertEquals([maximum, levels, atMaximum * data.length], [99, 12, 5]);
  assertAlmostEquals(belowMaximum * data.length, (3 + 4 + 5 + 6 + 7 + 8 + 9 + 10) / 8, 1e-9);
  const black = channelQuality(field(new Uint16Array(size * size)), "DAPI");
  assertEquals([black.belowMaximum, black.levels], [0, 1]);
});

Deno.test("fieldQuality() names the channels there are when the nuclear one is missing", () => {
  assertThrows(
    () => fieldQuality(field(discs([], 0)), { nuclei: "Hoechst" }),
    InputError,
    "allowed: Actin, DAPI",
  );
});

Deno.test("fieldQuality() counts nuclei that are saturated like those that are not", () => {
  const data = discs([[30, 30], [100, 60], [160, 150]], 10);
  for (const bright of [65400, 65530, 65535]) {
    const { objects, covered } = alone(data.map((value) => value > 2000 ? bright : value));
    assertEquals(objects, 3, `${bright}`);
    // Blocks at the rim are brighter than the ground, too.
    assert(covered > 0.02 && covered < 0.035, `${bright}: ${covered}`);
  }
});
