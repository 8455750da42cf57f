import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { flagFields } from "../../../lib/image/outliers.ts";
import { type FieldQuality, fieldQuality } from "../../../lib/image/quality.ts";
import { cameraCeiling, cameraCeilings, saturation } from "../../../lib/image/quality/ceilings.ts";

const size = 100;

/** Measures of a field with these channels. */
function measured(images: Record<string, Uint16Array>, plate = "P1"): FieldQuality {
  return fieldQuality({
    width: size,
    height: size,
    channels: Object.entries(images).map(([name, data]) => ({ name, data })),
    pixelSize: 0.65,
    where: { plate, well: "B02", site: 1 },
  });
}

/** Ground and cells of exponential brightness: its mean in grey values, cut off, in steps. */
function cells(seed: number, { mean = 1500, most = 65535, step = 1 } = {}): Uint16Array {
  const random = new Random(seed);
  return Uint16Array.from(
    { length: size * size },
    () => Math.min(most, step * Math.round((200 - mean * Math.log(1 - random.uniform())) / step)),
  );
}

const seeds = [1, 2, 3, 4];

/** Which of some fields of one channel are saturated. */
function saturated(images: Uint16Array[]): boolean[] {
  return flagFields(images.map((DAPI) => measured({ DAPI })))
    .map(({ flags }) => flags.includes("saturated"));
}

Deno.test("cameraCeilings() finds cameras of 8, 12, 14 and 16 bits from one image that is cut off", () => {
  const cameras = [
    { mean: 80 * 257, most: 255 * 257, step: 257 },
    { mean: 1500, most: 4095 },
    { mean: 1500 * 16, most: 4095 * 16, step: 16 },
    { mean: 6000, most: 16383 },
    { mean: 24000, most: 65535 },
  ];
  for (const camera of cameras) {
    const fields = [cells(1, camera), cells(2, { ...camera, mean: camera.mean / 20 })];
    const ceilings = cameraCeilings(fields.map((DAPI) => measured({ DAPI })));
    assertEquals(ceilings, new Set([camera.most, 65535]), `${camera.most}`);
    assertEquals(saturated(fields), [true, false], `${camera.most}`);
  }
});

Deno.test("cameraCeilings() takes any other value from two images, of whatever plate and channel", () => {
  for (const most of [3000, 62317]) {
    const bright = { mean: most / 3, most }, low = { mean: most / 30 };
    const one = measured({ DAPI: cells(1, bright), Actin: cells(2, low) });
    const other = measured({ DAPI: cells(3, low), Actin: cells(4, bright) }, "P2");
    assertEquals(cameraCeilings([one]), new Set([65535]));
    assertEquals(cameraCeilings([one, other]), new Set([most, 65535]));
    const found = flagFields([one, other]).map(({ saturatedChannels }) => saturatedChannels);
    assertEquals(found, [["DAPI"], ["Actin"]]);
  }
});

Deno.test("cameraCeilings() finds the ceiling of a channel that brighter channels and images exceed", () => {
  const fields = seeds.map((seed) =>
    measured({
      DAPI: cells(seed, seed === 4 ? { mean: 3000 } : { most: 4095 }),
      Actin: cells(seed + 4, { mean: 3000, most: 27000 - seed }),
    })
  );
  const found = flagFields(fields).map(({ saturatedChannels }) => saturatedChannels);
  assertEquals(found, [["DAPI"], ["DAPI"], ["DAPI"], []]);
});

Deno.test("cameraCeilings() takes no largest value for one that dim images of 8 bits share", () => {
  // Plateaus of 11 to 13 on a ground of 2 to 4, as an eighth of the light gives them.
  const plateaus = seeds.map((seed) => {
    const random = new Random(seed);
    return Uint16Array.from(
      { length: size * size },
      (_, i) => 257 * (random.integer(3) + (i % 10 === 0 ? 11 : 2)),
    );
  });
  assertEquals(saturated(plateaus), [false, false, false, false]);
  // Even ones with narrow rims: 13 is many times as frequent as 5 to 12.
  const even = plateaus.map((data) =>
    data.map((value, i) =>
      value < 2000 ? value : i % 200 === 0 ? 257 * (5 + i / 200 % 8) : 257 * 13
    )
  );
  assertEquals(saturated(even), [false, false, false, false]);
  const wide = seeds.map((seed) => {
    const random = new Random(seed);
    return Uint16Array.from({ length: size * size }, () => 257 * (20 + random.integer(100)));
  });
  assertEquals(saturated(wide), [false, false, false, false]);
});

Deno.test("cameraCeilings() takes no image of one grey value for a ceiling, unless a camera stops there", () => {
  const constant = (value: number) => new Uint16Array(size * size).fill(value);
  for (const value of [0, 777]) {
    assertEquals(saturated([1, 2, 3].map(() => constant(value))), [false, false, false]);
  }
  for (const value of [4095, 16383, 65535]) {
    assertEquals(saturated([constant(0), constant(value)]), [false, true], `${value}`);
  }
});

Deno.test("cameraCeiling() is where most images stop that are cut off", () => {
  const mosts = [4095, 62317, 62317, 62317, 65535];
  const fields = mosts.map((most, i) => measured({ DAPI: cells(i, { mean: most / 3, most }) }));
  assertEquals(cameraCeiling(fields), 62317);
  assertEquals(cameraCeiling(fields.slice(0, 2)), 4095);
  assertEquals(cameraCeiling(seeds.map((seed) => measured({ DAPI: cells(seed) }))), 65535);
});

Deno.test("saturation() is the share of pixels at a ceiling, of an image that ends there", () => {
  const data = cells(1, { mean: 100 });
  data.fill(4095, 0, 40);
  const { DAPI } = measured({ DAPI: data }).channels;
  assertEquals(saturation(DAPI!, new Set([4095, 65535])), 40 / size ** 2);
  assertEquals(saturation(DAPI!, new Set([3000, 65535])), 0);
});
