import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { estimateDiameter, type MapsOfSize } from "../../../lib/learn/nucleus/estimate_diameter.ts";
import { labelsToFlows } from "../../../lib/segment/flows.ts";

const size = { width: 240, height: 180 };

/**
 * A network that knows discs of a true diameter, but sees none that are further from the 14 px of its
 * maps than a factor allows. They lie so many diameters apart.
 */
function discNetwork(diameter: number, factor: number, spacing = 1.4) {
  const seen: number[] = [];
  const look = (width: number, height: number) => {
    const scale = width / size.width, step = Math.round(spacing * diameter);
    const known = Math.abs(Math.log(scale * diameter / 14)) < Math.log(factor);
    const labels = Int32Array.from({ length: width * height }, (_, i) => {
      const x = i % width / scale, y = Math.floor(i / width) / scale;
      const inside = Math.hypot(x % step - step / 2, y % step - step / 2) < diameter / 2;
      return known && inside ? 1 + Math.floor(x / step) + 100 * Math.floor(y / step) : 0;
    });
    seen.push(size.width * 14 / width);
    const flows = labelsToFlows(labels, width, height).map((value) => 5 * value);
    return Promise.resolve({ flows, inside: Float32Array.from(labels, (l) => l > 0 ? 9 : -9) });
  };
  return { look, seen };
}

/** Sees one thing as wide as the image where that is looked at from afar. */
function orBlob(look: MapsOfSize): MapsOfSize {
  return (width, height) => {
    if (width > 40) return look(width, height);
    const labels = Int32Array.from({ length: width * height }, (_, i) => {
      const x = i % width - width / 2, y = Math.floor(i / width) - height / 2;
      return Math.hypot(x, y) < 0.45 * height ? 1 : 0;
    });
    const flows = labelsToFlows(labels, width, height).map((value) => 5 * value);
    return Promise.resolve({ flows, inside: Float32Array.from(labels, (l) => l > 0 ? 9 : -9) });
  };
}

Deno.test("estimateDiameter() keeps a good guess and looks once, mends one that is half off", async () => {
  for (const [guess, looks] of [[20, 1], [30, 2], [13, 2]] as const) {
    const { look, seen } = discNetwork(20, 2);
    const found = await estimateDiameter(size, { diameter: guess, foreground: 0.4 }, look);
    assertAlmostEquals(found, 20, 2);
    assertEquals(seen.length, looks);
  }
});

Deno.test("estimateDiameter() halves the guess where it was that of a clump, until nuclei are found", async () => {
  const { look, seen } = discNetwork(12, 1.6);
  const found = await estimateDiameter(size, { diameter: 52, foreground: 0.6 }, look);
  assertAlmostEquals(found, 12, 1.5);
  assertEquals(seen.slice(0, 3).map(Math.round), [52, 26, 13]);
});

Deno.test("estimateDiameter() does not take one thing as wide as the image for a nucleus", async () => {
  const { look } = discNetwork(12, 1.6);
  const found = await estimateDiameter(size, { diameter: 110, foreground: 0.6 }, orBlob(look));
  assertAlmostEquals(found, 12, 1.5);
});

Deno.test("estimateDiameter() takes fewer nuclei for enough where the foreground was a slope of light", async () => {
  // They fill a twentieth of the image, more than a sixteenth and less than an eighth of 0.6.
  const { look } = discNetwork(12, 1.6, 4), first = { diameter: 110, foreground: 0.6 };
  assertAlmostEquals(await estimateDiameter(size, first, orBlob(look)), 12, 1.5);
  // Where the first guess showed nothing, they are not enough.
  assertEquals(await estimateDiameter(size, { ...first, diameter: 60 }, look), 60);
});

Deno.test("estimateDiameter() keeps the guess where no size shows nuclei, and looks no closer than 8 px", async () => {
  const { look, seen } = discNetwork(17, 1.0001);
  assertEquals(await estimateDiameter(size, { diameter: 40, foreground: 0.5 }, look), 40);
  assertEquals(seen.map(Math.round), [40, 20, 10]);
  // Nothing in the image asks for a second look.
  const blank = discNetwork(17, 1.0001);
  assertEquals(await estimateDiameter(size, { diameter: 30, foreground: 0 }, blank.look), 30);
  assert(blank.seen.length === 1);
});

Deno.test("estimateDiameter() looks at no image as if specks of 4 px were its nuclei", async () => {
  const { look, seen } = discNetwork(4, 20, 3);
  const found = await estimateDiameter(size, { diameter: 6, foreground: 0.1 }, look);
  assertEquals([found, seen.length], [8, 1]);
  const wide = discNetwork(4, 20, 3);
  assertEquals(await estimateDiameter(size, { diameter: 20, foreground: 0.1 }, wide.look), 8);
  assert(wide.seen.every((diameter) => diameter > 7.9), `${wide.seen}`);
});
