import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { segmentNuclei } from "../../lib/segment/nuclei.ts";
import { type Disc, drawnNuclei, foundShare } from "./drawn_nuclei.ts";

const count = (labels: Int32Array) => labels.reduce((most, label) => Math.max(most, label), 0);

Deno.test("segmentNuclei() finds dim nuclei beside bright mitoses and parts touching ones", () => {
  const image = drawnNuclei(240, 160, [
    ...[[30, 30, 12, 1500], [53, 30, 12, 1400], [30, 90, 12, 500], [80, 100, 12, 450]] as Disc[],
    ...[[110, 40, 7, 12000], [150, 90, 12, 1500], [165, 108, 12, 1700]] as Disc[],
    ...[[200, 60, 13, 900]] as Disc[],
  ]);
  const labels = segmentNuclei(image);
  assertEquals(count(labels), 8);
  assertEquals(foundShare(image.truth, labels), 1);
});

Deno.test("segmentNuclei() finds the same nuclei under uneven light, gain and offset", () => {
  const discs = Array.from(
    { length: 24 },
    (_, k): Disc => [30 + 40 * (k % 6), 30 + 45 * Math.floor(k / 6), 11, 2000],
  );
  const image = drawnNuclei(260, 200, discs);
  const shaded = image.data.map((value, i) => value * (0.3 + 0.7 * (i % 260) / 260));
  assertEquals(foundShare(image.truth, segmentNuclei({ ...image, data: shaded })), 1);
  const dark = image.data.map((value) => 30 + value / 20);
  assertEquals(foundShare(image.truth, segmentNuclei({ ...image, data: dark })), 1);
});

Deno.test("segmentNuclei() needs no diameter from 8 to 60 pixels, and takes one", () => {
  for (const radius of [4, 10, 30]) {
    const side = 12 * radius;
    const place = (k: number): Disc => [
      Math.round((2 + 4 * (k % 3)) * radius),
      Math.round((2 + 4 * Math.floor(k / 3)) * radius),
      radius,
      1500,
    ];
    const image = drawnNuclei(side, side, Array.from({ length: 9 }, (_, k) => place(k)));
    for (const options of [{}, { diameter: 2 * radius }]) {
      const labels = segmentNuclei(image, options);
      assertEquals([count(labels), foundShare(image.truth, labels)], [9, 1], `radius ${radius}`);
    }
  }
});

Deno.test("segmentNuclei() finds nothing where nothing is: black, white, constant, noise, one pixel", () => {
  const random = new Random(4), size = 96 * 96;
  const images = [
    new Uint16Array(size),
    new Uint16Array(size).fill(65535),
    new Uint16Array(size).fill(777),
    ...[2, 40, 900].map((spread) =>
      Uint16Array.from({ length: size }, () => Math.max(0, Math.round(random.normal(9000, spread))))
    ),
  ];
  for (const data of images) {
    const labels = segmentNuclei({ width: 96, height: 96, data });
    assertEquals([labels.length, count(labels)], [size, 0]);
  }
  assertEquals([...segmentNuclei({ width: 1, height: 1, data: new Uint16Array([7]) })], [0]);
});

Deno.test("segmentNuclei() finds nuclei that are saturated", () => {
  const image = drawnNuclei(120, 80, [[30, 40, 12, 3000], [80, 40, 12, 3000]]);
  const data = image.data.map((value) => value > 1200 ? 65535 : value * 40);
  assertEquals(foundShare(image.truth, segmentNuclei({ ...image, data })), 1);
});

Deno.test("segmentNuclei() finds a few dim nuclei in an image of noise, as many as there are", () => {
  for (const n of [1, 2, 7]) {
    const discs = Array.from({ length: n }, (_, k): Disc => [60 + 70 * k, 60 + 9 * k, 15, 250]);
    const image = drawnNuclei(700, 500, discs);
    const labels = segmentNuclei(image);
    assertEquals([count(labels), foundShare(image.truth, labels)], [n, 1]);
  }
});

Deno.test("segmentNuclei() keeps or removes what the border cuts, and leaves out what is small", () => {
  const image = drawnNuclei(120, 90, [[0, 40, 12, 1500], [50, 40, 12, 1500], [90, 60, 2, 1500]]);
  assertEquals(count(segmentNuclei(image)), 2);
  assertEquals(count(segmentNuclei(image, { border: "remove" })), 1);
  assertEquals(count(segmentNuclei(image, { smallest: 0 })), 3);
});

Deno.test("segmentNuclei() takes any size from one pixel and any values: numbers without gaps, no error", () => {
  const random = new Random(12);
  for (let round = 0; round < 60; round++) {
    const width = 1 + random.integer(round % 3 === 0 ? 3 : 40), height = 1 + random.integer(40);
    const levels = [[0, 65535], [0, 1], [65534, 65535], [100, 900, 65535]][round % 4]!;
    const data = round % 5 === 0
      ? Uint16Array.from({ length: width * height }, () => random.integer(65536))
      : Uint16Array.from({ length: width * height }, (_, i) => {
        const x = Math.floor(i % width / 7), y = Math.floor(i / width / 6);
        return levels[(x * 3 + y) % levels.length]!;
      });
    const labels = segmentNuclei({ width, height, data });
    assertEquals(labels.length, width * height);
    assertEquals(new Set([0, ...labels]).size, count(labels) + 1);
  }
});

Deno.test("segmentNuclei() finds the nuclei of a large image in tiles, those on their edges too", () => {
  const discs = Array.from(
    { length: 9 * 8 },
    (_, k): Disc => [60 + 160 * (k % 9), 60 + 160 * Math.floor(k / 9), 18, 1500 + 500 * (k % 3)],
  );
  const image = drawnNuclei(1440, 1250, [...discs, [1439, 1180, 18, 2000]]);
  const labels = segmentNuclei(image, { tile: 800 });
  assertEquals([count(labels), foundShare(image.truth, labels)], [73, 1]);
  assertEquals(count(segmentNuclei(image, { tile: 800, border: "remove" })), 72);
});

Deno.test("segmentNuclei() finds 5,000 nuclei", () => {
  const discs = Array.from(
    { length: 5000 },
    (_, k): Disc => [8 + 13 * (k % 80), 8 + 13 * Math.floor(k / 80), 4, 1500],
  );
  const image = drawnNuclei(1050, 830, discs);
  assert(Math.abs(count(segmentNuclei(image)) - 5000) <= 10);
});

Deno.test("segmentNuclei() numbers without gaps, and gives the same for the same image", () => {
  const discs = Array.from({ length: 12 }, (_, k): Disc => [20 + 17 * k, 20 + k % 3, 9, 1200]);
  const image = drawnNuclei(230, 45, discs);
  const labels = segmentNuclei(image);
  assertEquals(new Set(labels).size, count(labels) + 1);
  assertEquals(segmentNuclei(image), labels);
});

Deno.test("segmentNuclei() refuses values that do not fill the image and options out of range", () => {
  const data = new Uint16Array(5);
  assertThrows(() => segmentNuclei({ width: 2, height: 2, data }), InputError, "5 pixels");
  for (
    const bad of [{ diameter: 0 }, { diameter: NaN }, { dim: 2 }, { smoothing: -1 }, { tile: 500 }]
  ) {
    const image = { width: 5, height: 1, data };
    assertThrows(() => segmentNuclei(image, bad), InputError, "out of range");
  }
});
