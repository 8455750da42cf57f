import { assert, assertEquals, assertRejects } from "@std/assert";
import type { Cell } from "../../../lib/cli/train/cells.ts";
import { intensities, judgePlates } from "../../../lib/cli/train/judge_plates.ts";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";

const { tf } = await openBackend({ log: () => {} });
const cell = (plate: string, compound: string): Cell => ({
  plate,
  well: "A01",
  site: 1,
  week: "",
  compound,
  concentration: "0",
  moa: null,
  crop: new Uint16Array([1, 10, 3, 10]),
});
const cells = ["P1", "P2"].flatMap((plate) =>
  Array.from({ length: 60 }, (_, i) => cell(plate, i % 3 === 0 ? "DMSO" : "taxol"))
);

Deno.test("judgePlates() learns on one plate what holds on the other", async () => {
  const random = new Random(1);
  // The second plate is brighter throughout: a shift does not change the order of its cells.
  const numbers = Float32Array.from({ length: 2 * cells.length }, (_, i) => {
    const { compound, plate } = cells[i >> 1]!;
    const told = i % 2 === 0 && compound === "DMSO" ? 2 : 0;
    return random.normal(told + (plate === "P2" ? 5 : 0), 0.7);
  });
  for (const standard of ["learned", "each"] as const) {
    const scores = await judgePlates(tf, cells, numbers, standard);
    assertEquals(scores.map(({ plate, cells }) => [plate, cells]), [["P1", 60], ["P2", 60]]);
    // Two standard deviations of √2 · 0.7 apart: an AUC of Φ(2 / (0.7 √2)) = .978.
    assert(scores.every(({ auc }) => auc > 0.9), JSON.stringify(scores));
  }
});

Deno.test("judgePlates() finds nothing where there is nothing, and refuses one plate", async () => {
  const random = new Random(2);
  const numbers = Float32Array.from({ length: 2 * cells.length }, () => random.normal());
  const scores = await judgePlates(tf, cells, numbers, "learned");
  assert(scores.every(({ auc }) => auc > 0.25 && auc < 0.75), JSON.stringify(scores));
  const alone = () => judgePlates(tf, cells.slice(0, 60), numbers.slice(0, 120), "each");
  await assertRejects(alone, Error, "on 1 plates");
});

Deno.test("intensities() are mean and deviation of each channel", () => {
  assertEquals([...intensities([cell("P", "DMSO")], 2)], [2, 1, 10, 0]);
});
