import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { drawDna } from "../../../lib/data/simulate/dna.ts";
import { nucleoliOf } from "../../../lib/data/simulate/nucleus.ts";
import { difference, fieldOf, mean, roundCell, sceneOf, times, top } from "./stain_scene.ts";

Deno.test("drawDna() draws the same light twice, and none without cells", () => {
  const scene = fieldOf(roundCell());
  assertEquals(drawDna(scene), drawDna(scene));
  assertEquals(drawDna(fieldOf()), new Float32Array(160 * 160));
});

Deno.test("drawDna() lights every pixel of a nucleus, whatever its phase, and no other", () => {
  for (const phase of ["interphase", "metaphase", "anaphase", "prometaphase", "dying"] as const) {
    const scene = fieldOf(roundCell({}, phase)), plane = drawDna(scene);
    assert(plane.every((light, p) => (light > 0) === (scene.nucleusOf[p] !== 0)), phase);
  }
  const scene = sceneOf({});
  assert(mean(drawDna(scene), (p) => scene.nucleusOf[p] !== 0) > 150);
});

Deno.test("drawDna() is as bright as the stain, and 2^0.6 times as bright with twice the DNA", () => {
  const plain = drawDna(fieldOf(roundCell()));
  assert(difference(drawDna(fieldOf(roundCell({ dna: 2 }))), times(plain, 2)) < 1e-6);
  const g2 = drawDna(fieldOf(roundCell({}, "interphase", { dna: 2 })));
  assert(difference(g2, times(plain, 2 ** 0.6)) < 1e-6);
});

Deno.test("drawDna() is dimmer where the same DNA fills a larger nucleus", () => {
  const look = { nucleoli: 0, chromatin: 0 }, blob = { ...roundCell().blobs[0]!, a: 35, b: 35 };
  const large = roundCell(look, "interphase", { nucleusRadius: 35, blobs: [blob] });
  const [dim, bright] = [large, roundCell(look)].map((cell) => top(drawDna(fieldOf(cell))));
  // Four times the area, to the power of 0.6.
  assertAlmostEquals(bright! / dim!, 4 ** 0.6, 1e-5);
});

Deno.test("drawDna() is darker at nucleoli, by at most a fifth for each", () => {
  const cell = roundCell({ nucleoli: 1 });
  const dark = drawDna(fieldOf(cell)), plain = drawDna(fieldOf(roundCell({ nucleoli: 0 })));
  const nucleoli = nucleoliOf(cell);
  const least = 0.8 ** nucleoli.length - 1e-6;
  assert(dark.every((light, p) => light <= plain[p]! && light >= least * plain[p]!));
  for (const { x, y } of nucleoli) {
    const pixel = Math.round(y) * 160 + Math.round(x);
    assert(dark[pixel]! < 0.85 * plain[pixel]!, `${dark[pixel]} and ${plain[pixel]}`);
  }
});

Deno.test("drawDna() is grainier with more contrast of chromatin", () => {
  const flat = drawDna(fieldOf(roundCell({ chromatin: 0, nucleoli: 0 })));
  const grain = (chromatin: number) => {
    const plane = drawDna(fieldOf(roundCell({ chromatin, nucleoli: 0 })));
    return Math.sqrt(
      mean(plane.map((light, p) => (light / flat[p]! - 1) ** 2), (p) => flat[p]! > 0),
    );
  };
  assert(grain(1) > 0.05 && grain(1) < 0.2, String(grain(1)));
  assertAlmostEquals(grain(2), 2 * grain(1), 1e-4);
});

Deno.test("drawDna() packs mitotic and dying DNA brighter than that of flat cells", () => {
  const flat = top(drawDna(fieldOf(roundCell())));
  for (const phase of ["metaphase", "anaphase", "prometaphase", "monopolar", "dying"] as const) {
    assert(top(drawDna(fieldOf(roundCell({}, phase)))) > 1.25 * flat, phase);
  }
});

Deno.test("drawDna() adds up nuclei of two cells that overlap, and merges lobes of one", () => {
  const one = roundCell(), blob = one.blobs[0]!;
  const other = { ...one, blobs: [{ ...blob, x: blob.x + 20 }] };
  const [first, second, both] = [[one], [other], [one, other]].map((cells) =>
    drawDna(fieldOf(...cells))
  );
  assert(difference(both!, first!.map((light, p) => light + second![p]!)) < 1e-6);
  const lobed = drawDna(fieldOf({ ...one, blobs: [blob, { ...blob, x: blob.x + 20 }] }));
  assert(difference(lobed, first!.map((light, p) => Math.max(light, second![p]!))) < 1e-6);
});
