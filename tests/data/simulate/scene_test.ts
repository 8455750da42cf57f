import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { seedCulture } from "../../../lib/data/simulate/culture.ts";
import { CONTROL } from "../../../lib/data/simulate/phenotype.ts";
import { boxAround, layScene } from "../../../lib/data/simulate/scene.ts";

function scene(seed: number) {
  const cells = seedCulture(200, 160, { full: { ...CONTROL }, effect: 0 }, 1, new Random(seed));
  return layScene(200, 160, cells);
}

Deno.test("layScene() gives crowded cells shared borders and leaves gaps outside", () => {
  const { cellOf, shared, border } = scene(1);
  assert(shared.some((value) => value === 1));
  assert(cellOf.some((owner) => owner === 0));
  cellOf.forEach((owner, pixel) => owner !== 0 || assertEquals(border[pixel], 0));
  const covered = cellOf.filter((owner) => owner !== 0).length / cellOf.length;
  assert(covered > 0.6, String(covered));
});

Deno.test("layScene() gives a nucleus to its own cell even where a neighbour is nearer", () => {
  const { cellOf, nucleusOf } = scene(2);
  assert(nucleusOf.every((owner, pixel) => owner === 0 || owner === cellOf[pixel]));
});

Deno.test("layScene() of no cells is empty", () => {
  assert(layScene(10, 10, []).cellOf.every((owner) => owner === 0));
});

Deno.test("boxAround() is cut to the field", () => {
  assertEquals(boxAround(-5, 3, 10, 20, 20), { left: 0, top: 0, right: 6, bottom: 14 });
});
