import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { dealFolds } from "../../lib/link/folds.ts";

function compounds(scaffolds: string[], words: number[]) {
  const data = Uint32Array.from(words), rows = words.length;
  const prints = { rows, bits: 32, words: 1, data, present: new Uint8Array(rows).fill(1) };
  return { scaffolds, prints };
}

const many = compounds(
  Array.from({ length: 40 }, (_, i) => i < 10 ? "" : `ring${i % 10}`),
  Array.from({ length: 40 }, (_, i) => i + 1),
);

Deno.test("dealFolds() by scaffold keeps every scaffold in one fold, folds of equal size", () => {
  const folds = dealFolds(many, { folds: 4, seed: 2 });
  const byScaffold = Map.groupBy(folds.keys(), (i) => many.scaffolds[i]!);
  for (const [scaffold, members] of byScaffold) {
    if (scaffold !== "") assertEquals(new Set(members.map((i) => folds[i])).size, 1);
  }
  assert(new Set(byScaffold.get("")!.map((i) => folds[i])).size > 1);
  const sizes = [0, 1, 2, 3].map((fold) => folds.filter((one) => one === fold).length);
  assertEquals(sizes.reduce((sum, size) => sum + size, 0), 40);
  assert(Math.max(...sizes) - Math.min(...sizes) <= 1);
});

Deno.test("dealFolds() by compound keeps only equal fingerprints together", () => {
  const twins = compounds(["a", "a", "b", "b", "b"], [1, 1, 2, 3, 4]);
  for (let seed = 0; seed < 10; seed++) {
    const folds = dealFolds(twins, { rule: "compound", folds: 4, seed });
    assertEquals(folds[0], folds[1]);
    assertEquals(new Set(folds).size, 4);
  }
});

Deno.test("dealFolds() keeps two drawings of one drug in one fold by either rule", () => {
  const drawn = {
    ...compounds(["pyridine", "pyridone", "a", "b", "c"], [1, 2, 3, 4, 5]),
    connectivity: ["UBQKCCHYAOITMY", "UBQKCCHYAOITMY", "", "", "X"],
  };
  for (const rule of ["compound", "scaffold"] as const) {
    for (let seed = 0; seed < 10; seed++) {
      const folds = dealFolds(drawn, { rule, folds: 4, seed });
      assertEquals(folds[0], folds[1]);
      assertEquals(new Set(folds).size, 4);
    }
  }
});

Deno.test("dealFolds() gives the same folds for the same seed and others for another", () => {
  assertEquals(dealFolds(many, { seed: 5 }), dealFolds(many, { seed: 5 }));
  assert(dealFolds(many, { seed: 5 }).join() !== dealFolds(many, { seed: 6 }).join());
});

Deno.test("dealFolds() refuses more folds than groups", () => {
  const one = compounds(["a", "a", "a"], [1, 2, 3]);
  assertThrows(() => dealFolds(one, { folds: 3 }), InputError, "3 folds for 1 groups");
});
