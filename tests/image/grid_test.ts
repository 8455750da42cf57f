import { assertAlmostEquals } from "@std/assert";
import { gridToPixels } from "../../lib/image/grid.ts";
import { blockMeans } from "../../lib/image/shrink.ts";

Deno.test("gridToPixels() undoes blockMeans() of a plane, partial blocks included", () => {
  const width = 23, height = 17;
  const data = Uint16Array.from(
    { length: width * height },
    (_, i) => 100 + 5 * (i % width) + 3 * Math.floor(i / width),
  );
  const back = gridToPixels(blockMeans({ width, height, data }, 4), width, height, 4);
  back.forEach((value, i) => assertAlmostEquals(value, data[i]!, 1e-3));
});

Deno.test("gridToPixels() of a single block is flat", () => {
  const grid = { width: 1, height: 1, data: new Float64Array([7]) };
  gridToPixels(grid, 3, 2, 4).forEach((value) => assertAlmostEquals(value, 7, 1e-12));
});
