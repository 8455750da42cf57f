import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { correctIllumination, gradeIllumination } from "../../lib/image/correct.ts";
import { IlluminationCollector, type IlluminationOptions } from "../../lib/image/illumination.ts";

const width = 130, height = 100, offset = 200;
const truth = Float32Array.from({ length: width * height }, (_, i) => {
  const x = (i % width) / width - 0.45, y = Math.floor(i / width) / height - 0.6;
  return 1.2 - 1.2 * (x * x + y * y);
});

/** An image of a square or, with a width, of another shape. */
function grey(data: Uint16Array, width = Math.sqrt(data.length)) {
  return { width, height: data.length / width, data };
}

/** Images of random discs under the true light, on a dark camera. */
function collected(images: number, options = {}): IlluminationCollector {
  const random = new Random(7), collector = new IlluminationCollector(width, height, options);
  for (let n = 0; n < images; n++) {
    const scene = new Float32Array(width * height).fill(50);
    for (let disc = 0; disc < 50; disc++) {
      const cx = random.uniform(-10, width + 10), cy = random.uniform(-10, height + 10);
      for (let i = 0; i < scene.length; i++) {
        if (Math.hypot(i % width - cx, Math.floor(i / width) - cy) < 7) scene[i] = 1500;
      }
    }
    const data = Uint16Array.from(scene, (value, i) => offset + value * truth[i]!);
    collector.add({ width, height, data });
  }
  return collector;
}

const many = collected(60);
const grade = (options: IlluminationOptions) =>
  gradeIllumination(many.estimate({ offset, ...options }).gain, truth);

Deno.test("estimate() recovers the light that 60 images of moving cells were drawn with", () => {
  const { correlation, before, after } = grade({});
  assert(correlation > 0.9, `correlation ${correlation}`);
  assert(after < before / 2, `left ${after} of ${before}`);
});

Deno.test("estimate() without the camera's offset underrates the unevenness", () => {
  const range = (gain: Float32Array) =>
    gain.reduce((most, value) => Math.max(most, value), 0) /
    gain.reduce((least, value) => Math.min(least, value), 9);
  assert(range(many.estimate().gain) < range(many.estimate({ offset }).gain) - 0.05);
});

Deno.test("estimate() by any smoothing leaves less unevenness than none at all", () => {
  const rough = grade({ smoothing: "none" }).after;
  for (const smoothing of ["polynomial", "gaussian", "median"] as const) {
    assert(grade({ smoothing, size: 25 }).after < rough, smoothing);
  }
});

Deno.test("estimate() of even images is 1 everywhere, to the last pixel of a partial block", () => {
  const collector = new IlluminationCollector(67, 41, { blocks: 10 });
  collector.add(grey(new Uint16Array(67 * 41).fill(900), 67));
  for (const smoothing of ["polynomial", "gaussian", "median", "none"] as const) {
    const { gain } = collector.estimate({ smoothing });
    gain.forEach((value) => assertAlmostEquals(value, 1, 1e-6));
  }
});

Deno.test("estimate() follows a slope of light exactly, also beyond the centres of the blocks", () => {
  const collector = new IlluminationCollector(64, 8, { blocks: 8 });
  collector.add(grey(Uint16Array.from({ length: 512 }, (_, i) => 1000 + 10 * (i % 64)), 64));
  const { gain } = collector.estimate({ smoothing: "none", guard: false });
  for (let x = 0; x < 64; x++) assertAlmostEquals(gain[x]!, (1000 + 10 * x) / 1315, 1e-5);
});

Deno.test("estimate() rescales to a mean, a median or, as CellProfiler, a robust minimum of 1", () => {
  const { gain } = many.estimate({ offset, rescale: "mean" });
  assertAlmostEquals(gain.reduce((sum, value) => sum + value, 0) / gain.length, 1, 1e-5);
  const sorted = many.estimate({ offset, rescale: "median" }).gain.sort();
  assertAlmostEquals(sorted[sorted.length / 2]!, 1, 1e-6);
  const lifted = many.estimate({ offset, rescale: "minimum" }).gain;
  const atFloor = lifted.filter((value) => value === 1).length / lifted.length;
  assertAlmostEquals(atFloor, 0.02, 0.001);
});

Deno.test("the median ignores a bright patch that a few images share, the mean does not", () => {
  const collector = new IlluminationCollector(32, 32);
  for (let n = 0; n < 9; n++) {
    const image = new Uint16Array(1024).fill(1000);
    if (n < 3) image.fill(60000, 0, 64);
    collector.add(grey(image));
  }
  const first = (statistic: "mean" | "median") =>
    collector.estimate({ statistic, smoothing: "none", guard: false }).gain[0]!;
  assertAlmostEquals(first("median"), 1, 1e-6);
  assert(first("mean") > 5);
});

Deno.test("the median of more images than are kept is that of a fair sample", () => {
  const collector = new IlluminationCollector(8, 8, { keep: 50, seed: 2 });
  for (let n = 0; n < 1000; n++) collector.add(grey(new Uint16Array(64).fill(1000 + n)));
  assertEquals(collector.images, 1000);
  const { gain, offset: dark } = collector.estimate({ statistic: "median", offset: 500 });
  assertAlmostEquals(gain[0]!, 1, 1e-6);
  assertEquals(dark, 500);
});

/** Twelve images of bright bands at places of their own, on a dark ground, over a slope of light. */
function bands(thickness: number): IlluminationCollector {
  const collector = new IlluminationCollector(100, 100), random = new Random(5);
  for (let n = 0; n < 12; n++) {
    const top = random.integer(100 - thickness), brightness = random.uniform(2000, 9000);
    collector.add(grey(Uint16Array.from({ length: 10000 }, (_, i) => {
      const y = Math.floor(i / 100), inBand = y >= top && y < top + thickness;
      return (inBand ? brightness : 100) * (1 + (i % 100) / 200);
    })));
  }
  return collector;
}

Deno.test("by default, sparse cells show the light by their brightness, not by where they lie", () => {
  const slope = Float32Array.from({ length: 10000 }, (_, i) => 1 + (i % 100) / 200);
  const after = (options: IlluminationOptions) =>
    gradeIllumination(bands(12).estimate({ guard: false, ...options }).gain, slope).after;
  for (const smoothing of ["polynomial", "median", "none"] as const) {
    const [left, ofAll] = [after({ smoothing }), after({ smoothing, statistic: "mean" })];
    assert(left < 0.01 && ofAll > 0.1, `${smoothing} leaves ${left}, of all pixels ${ofAll}`);
  }
  // A Gaussian flattens a slope at its ends.
  assert(after({ smoothing: "gaussian" }) < 0.05);
});

Deno.test("by default, cells that cover much of the field are averaged with all other pixels", () => {
  const [few, many] = [bands(12), bands(40)];
  const mean = { statistic: "mean" } as const, foreground = { statistic: "foreground" } as const;
  assertEquals(few.estimate(), few.estimate(foreground));
  assertEquals(many.estimate(), many.estimate(mean));
  assert(many.estimate(mean).reliability < many.estimate(foreground).reliability);
});

Deno.test("black images have no light that could be uneven", () => {
  const black = new IlluminationCollector(20, 20);
  for (let n = 0; n < 12; n++) black.add(grey(new Uint16Array(400)));
  const { gain, reliability } = black.estimate();
  assertEquals([reliability, Math.min(...gain), Math.max(...gain)], [0, 1, 1]);
});

Deno.test("the guard shrinks what is chance, and keeps the light of many images", () => {
  const random = new Random(11), flat = new Float32Array(width * height).fill(1);
  let guarded = 0, unguarded = 0;
  for (let repeat = 0; repeat < 8; repeat++) {
    const even = new IlluminationCollector(width, height);
    for (let n = 0; n < 24; n++) {
      const image = new Uint16Array(width * height).fill(500);
      const at = random.integer(height - 30) * width;
      even.add(grey(image.fill(3000, at, at + 30 * width), width));
    }
    const after = (guard: boolean) =>
      gradeIllumination(even.estimate({ statistic: "mean", guard }).gain, flat).after;
    guarded += after(true);
    unguarded += after(false);
  }
  assert(guarded < 0.8 * unguarded, `${guarded} of ${unguarded}`);
  assert(many.estimate({ offset }).reliability > 0.8);
});

Deno.test("the guard takes a single image for cells, not for light", () => {
  const one = collected(1).estimate({ offset });
  assertEquals(one.reliability, 0);
  one.gain.forEach((value) => assertAlmostEquals(value, 1, 1e-6));
});

Deno.test("average() shows the mean image relative to its mean", () => {
  const collector = new IlluminationCollector(4, 1);
  collector.add(grey(new Uint16Array([1, 2, 3, 2]), 4));
  collector.add(grey(new Uint16Array([3, 6, 9, 6]), 4));
  assertEquals([...collector.average().data], [0.5, 1, 1.5, 1]);
});

Deno.test("the guard spares a surface of few images that falls below the offset", () => {
  const peak = new IlluminationCollector(60, 60);
  peak.add(grey(Uint16Array.from({ length: 3600 }, (_, i) => i % 60 < 6 ? 60000 : 1001)));
  const mean = { statistic: "mean", offset: 1000 } as const;
  assertThrows(() => peak.estimate({ ...mean, guard: false }), InputError, "darkest place");
  assertEquals(peak.estimate(mean).reliability, 0);
});

Deno.test("collecting refuses another size, estimating refuses no images and too high an offset", () => {
  const collector = new IlluminationCollector(8, 8);
  assertThrows(() => collector.estimate(), InputError, "no images");
  assertThrows(() => collector.add(grey(new Uint16Array(64), 4)), InputError, "4 × 16 pixels");
  collector.add(grey(new Uint16Array(64).fill(90)));
  assertThrows(
    () => collector.estimate({ offset: 90, guard: false }),
    InputError,
    "average of 90.0",
  );
});

Deno.test("an offset above the average makes no light of its mirror image", () => {
  assertThrows(() => many.estimate({ offset: 5000, guard: false }), InputError, "darkest place");
  const { gain, reliability } = many.estimate({ offset: 5000 });
  assertEquals([reliability, Math.min(...gain), Math.max(...gain)], [0, 1, 1]);
});

Deno.test("a steep rim leaves light everywhere, so that dark pixels stay dark", () => {
  const side = 640, collector = new IlluminationCollector(side, side);
  const data = Uint16Array.from({ length: side * side }, (_, i) => {
    const x = i % side, y = Math.floor(i / side);
    const edge = Math.min(x, y, side - 1 - x, side - 1 - y);
    return edge < 20 ? 5 + 10 * edge ** 2 : 4000;
  });
  for (let n = 0; n < 12; n++) collector.add(grey(data));
  const light = collector.estimate({ smoothing: "none" });
  assert(light.gain.every((gain) => gain > 0));
  const even = correctIllumination(grey(data), light);
  assert(even.every((value) => value < 65535));
});
