import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { drawNucleus } from "../../../lib/data/simulate/nucleus.ts";
import { CONTROL } from "../../../lib/data/simulate/phenotype.ts";

const many = (look: Partial<typeof CONTROL>) =>
  Array.from(
    { length: 300 },
    (_, seed) => drawNucleus(0, 0, "interphase", { ...CONTROL, ...look }, new Random(seed)),
  );
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

Deno.test("drawNucleus() is one smooth mass in DMSO, of about 35 px as in real crops", () => {
  const nuclei = many({});
  assert(mean(nuclei.map(({ blobs }) => blobs.length)) < 1.15);
  const diameter = mean(nuclei.map(({ radius }) => 2 * radius));
  assert(diameter > 33 && diameter < 40, String(diameter));
  assert(nuclei.every(({ dna }) => dna >= 1 && dna <= 2));
});

Deno.test("drawNucleus() breaks up with lobes and micronuclei, pairs with binucleation", () => {
  assert(mean(many({ micronuclei: 4 }).map(({ blobs }) => blobs.length)) > 4);
  assert(mean(many({ lobes: 0.8 }).map(({ blobs }) => blobs.length)) > 1.8);
  assert(many({ binucleate: 1, micronuclei: 0 }).every(({ blobs }) => blobs.length === 2));
});

Deno.test("drawNucleus() counts more DNA where the nucleus is polyploid", () => {
  assert(mean(many({ nucleusSize: 1.6 }).map(({ dna }) => dna)) > 3);
});

Deno.test("drawNucleus() gives mitotic cells twice the DNA, condensed", () => {
  for (const phase of ["metaphase", "anaphase", "prometaphase", "monopolar"] as const) {
    const { dna, blobs } = drawNucleus(0, 0, phase, CONTROL, new Random(1));
    assertEquals(dna, 2);
    assert(blobs.every(({ bright }) => bright > 1));
  }
});
