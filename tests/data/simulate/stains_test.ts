import { assert } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { drawActin } from "../../../lib/data/simulate/actin.ts";
import { seedCulture } from "../../../lib/data/simulate/culture.ts";
import { drawDna } from "../../../lib/data/simulate/dna.ts";
import { drawMitochondria, drawReticulum, drawRna } from "../../../lib/data/simulate/organelles.ts";
import { CONTROL, type Phenotype } from "../../../lib/data/simulate/phenotype.ts";
import { layScene, type Scene } from "../../../lib/data/simulate/scene.ts";
import { drawTubulin } from "../../../lib/data/simulate/tubulin.ts";

function sceneOf(changes: Partial<Phenotype>): Scene {
  const full = { ...CONTROL, mitotic: 0, dying: 0, ...changes };
  return layScene(300, 300, seedCulture(300, 300, { full, effect: 1 }, 1, new Random(1)));
}

/** Mean square difference between neighbouring pixels inside cells, over the mean square: fine structure. */
function grain(plane: Float32Array, { cellOf, width }: Scene): number {
  let rough = 0, light = 0;
  for (let pixel = 1; pixel < plane.length; pixel++) {
    if (pixel % width === 0 || cellOf[pixel] === 0 || cellOf[pixel] !== cellOf[pixel - 1]) continue;
    rough += (plane[pixel]! - plane[pixel - 1]!) ** 2;
    light += plane[pixel]! ** 2;
  }
  return rough / light;
}

function mean(plane: Float32Array, where: (pixel: number) => boolean): number {
  let sum = 0, n = 0;
  plane.forEach((value, pixel) => {
    if (!where(pixel)) return;
    sum += value;
    n++;
  });
  return sum / n;
}

Deno.test("drawTubulin() loses its fine structure without fibres, and coarsens with bundles", () => {
  const [usual, none, bundled] = [{}, { fibres: 0 }, { bundles: 0.9 }].map(sceneOf);
  const plain = grain(drawTubulin(usual!), usual!);
  assert(grain(drawTubulin(none!), none!) < 0.5 * plain);
  const contrast = (scene: Scene) => {
    const light = drawTubulin(scene).filter((_, pixel) => scene.cellOf[pixel] !== 0).sort();
    return light[Math.floor(0.99 * light.length)]! / light[Math.floor(0.5 * light.length)]!;
  };
  assert(contrast(bundled!) > 1.25 * contrast(usual!));
});

Deno.test("drawTubulin() puts a bright aggresome beside the nucleus", () => {
  const scene = sceneOf({ aggresome: 1, fibres: 0 }), without = sceneOf({ fibres: 0 });
  const top = (plane: Float32Array) => plane.reduce((a, b) => Math.max(a, b), 0);
  assert(top(drawTubulin(scene)) > 1.25 * top(drawTubulin(without)));
});

Deno.test("drawActin() is stronger at borders than inside, the more so with more cortex", () => {
  const ratio = (scene: Scene) => {
    const plane = drawActin(scene);
    return mean(plane, (p) => scene.cellOf[p] !== 0 && scene.border[p]! < 2) /
      mean(plane, (p) => scene.border[p]! > 8);
  };
  assert(ratio(sceneOf({ cortex: 2 })) > 1.15 * ratio(sceneOf({})));
});

Deno.test("drawDna() lights nuclei only", () => {
  const scene = sceneOf({});
  const plane = drawDna(scene);
  assert(mean(plane, (p) => scene.nucleusOf[p] !== 0) > 150);
  assert(mean(plane, (p) => scene.nucleusOf[p] === 0) < 1);
});

Deno.test("the Cell Painting stains lie where their organelles are", () => {
  const scene = sceneOf({});
  const inNucleus = (p: number) => scene.nucleusOf[p] !== 0;
  const around = (p: number) => scene.cellOf[p] !== 0 && scene.nucleusOf[p] === 0;
  for (const draw of [drawReticulum, drawMitochondria]) {
    const plane = draw(scene);
    assert(mean(plane, around) > mean(plane, inNucleus));
    assert(mean(plane, (p) => scene.cellOf[p] === 0) < 1);
  }
  const rna = drawRna(scene),
    nucleoli = (plane: Float32Array) => {
      const values = plane.filter((_, p) => inNucleus(p)).sort();
      return values[Math.floor(0.99 * values.length)]! / values[Math.floor(0.3 * values.length)]!;
    };
  assert(nucleoli(rna) > 1.8);
  assert(mean(drawRna(sceneOf({ synthesis: 0.4 })), around) < 0.6 * mean(rna, around));
});
