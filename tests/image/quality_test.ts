import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import type { Field } from "../../lib/image/field.ts";
import { flagFields } from "../../lib/image/outliers.ts";
import {
  cameraCeiling,
  channelQuality,
  type FieldQuality,
  fieldQuality,
  saturation,
} from "../../lib/image/quality.ts";
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

Deno.test("cameraCeiling() finds where a 12-bit camera stops, saturation() counts only there", () => {
  const bright = discs([], 0), other = discs([], 0);
  bright.fill(4095, 0, 400);
  other.fill(4095, 0, 3);
  const fields = [bright, other].map((data) => fieldQuality(field(data), { nuclei: "DAPI" }));
  for (const { channels } of fields) channels.Actin!.maximum = 3000;
  assertEquals(cameraCeiling(fields), 4095);
  assertEquals(saturation(fields[0]!.channels.DAPI!, 4095), 400 / size ** 2);
  assertEquals(saturation(fields[0]!.channels.Actin!, 4095), 0);
  assertEquals(cameraCeiling([fields[0]!]), 65535);
});

Deno.test("cameraCeiling() takes no image of one grey value for a ceiling, unless a camera stops there", () => {
  const constant = (value: number) => alone(new Uint16Array(size * size).fill(value));
  const isSaturated = (fields: FieldQuality[]) =>
    flagFields(fields).map(({ flags }) => flags.includes("saturated"));
  for (const value of [0, 777]) {
    const fields = [1, 2, 3].map(() => constant(value));
    assertEquals(cameraCeiling(fields), 65535);
    assertEquals(isSaturated(fields), [false, false, false], `${value}`);
  }
  for (const value of [4095, 16383, 65535]) {
    assertEquals(isSaturated([constant(0), constant(value)]), [false, true], `${value}`);
  }
});

Deno.test("cameraCeiling() is nothing that an image of one brighter grey value exceeds", () => {
  const fields = [500, 500, 777].map((maximum, i) => {
    const data = new Uint16Array(size * size).fill(maximum);
    if (i < 2) data.fill(100, 400);
    return alone(data);
  });
  assertEquals(cameraCeiling(fields), 65535);
  assertEquals(cameraCeiling(fields.slice(0, 2)), 500);
});

Deno.test("channelQuality() gives background and signal as quantiles", () => {
  const data = Uint16Array.from({ length: size * size }, (_, i) => Math.floor(i / 400));
  const { background, signal } = channelQuality(field(data), "DAPI");
  assertAlmostEquals(background, 4.95, 1e-9);
  assertAlmostEquals(signal, 98.01 - 4.95, 1e-9);
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
