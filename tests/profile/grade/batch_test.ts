import { assertAlmostEquals, assertEquals } from "@std/assert";
import { profileMatrix, selectRows } from "../../../lib/core/profiles.ts";
import { batchParts } from "../../../lib/profile/grade/batch.ts";
import { madeScreen } from "./screen.ts";

const { wells, controls } = madeScreen(2);
const unseen = selectRows(wells, controls), n = unseen.meta.height;

Deno.test("each level has a share of the variance, then a share of neighbours", async () => {
  const parts = await batchParts(unseen, ["week", "plate"], 3);
  assertEquals(parts.map(({ score }) => score), [
    "week variance",
    "plate variance",
    "week neighbours",
    "plate neighbours",
  ]);
  assertEquals(new Set(parts.map(({ about }) => about)), new Set(["batch"]));
});

Deno.test("the share of neighbours is a mean of controls, counted by cosine, as often as they are drawn", async () => {
  const [, part] = await batchParts(unseen, ["plate"], 1);
  const { data, cols } = profileMatrix(unseen), plates = unseen.meta.getColumn("plate").toArray();
  const cosine = (a: number, b: number) => {
    let ab = 0, aa = 0, bb = 0;
    for (let j = 0; j < cols; j++) {
      const x = data[a * cols + j]!, y = data[b * cols + j]!;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return ab / Math.sqrt(aa * bb);
  };
  const same = Array.from({ length: n }, (_, row) => {
    const others = [...Array(n).keys()].filter((other) => other !== row);
    const nearest = others.reduce((a, b) => cosine(row, b) > cosine(row, a) ? b : a);
    return plates[nearest] === plates[row] ? 1 : 0;
  });
  const weights = Float64Array.from({ length: n }, (_, row) => row % 3);
  const total = weights.reduce((a, b) => a + b);
  const expected = same.reduce<number>((sum, is, row) => sum + is * weights[row]!, 0) / total;
  assertAlmostEquals(part!.value(weights), expected, 1e-12);
});
