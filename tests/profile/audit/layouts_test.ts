import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { layoutsOf } from "../../../lib/profile/audit/layouts.ts";

/** Layout of each plate; `undefined` in a plate is a well that is missing. */
function layouts(plates: (number | undefined)[][]): number[] {
  const wells = plates.flatMap((labels, plate) =>
    labels.flatMap((label, well) => label === undefined ? [] : [{ plate, well, label }])
  );
  const found = layoutsOf(
    wells.map(({ plate }) => `P${plate}`),
    wells.map(({ well }) => `A${well}`),
    Int32Array.from(wells, ({ label }) => label),
  );
  return plates.map((_, plate) => found[wells.findIndex((well) => well.plate === plate)]!);
}
const random = new Random(4);
const shuffled = () => random.shuffle(Array.from({ length: 48 }, (_, w) => w % 8));

Deno.test("layoutsOf() joins plates of equal labels, with missing wells and a few slips", () => {
  const [one, other] = [shuffled(), shuffled()];
  assertEquals(layouts([one, other, one, other, shuffled()]), [0, 1, 0, 1, 2]);
  const fewer = one.map((label, w) => w % 3 === 0 ? undefined : label);
  const slips = (count: number) => one.map((label, w) => w < count ? (label + 1) % 8 : label);
  assertEquals(layouts([one, fewer, slips(4), slips(6)]), [0, 0, 0, 1]);
  const rest = one.map((label, w) => w < 40 ? undefined : label);
  const half = one.map((label, w) => w > 42 ? undefined : label);
  assertEquals(layouts([half, rest]), [0, 1]);
});

Deno.test("layoutsOf() joins no plates that may agree by chance", () => {
  assertEquals(layouts([[0], [1], [0]]), [0, 1, 2]);
  assertEquals(layouts([[0, 1, 0], [0, 1, 0]]), [0, 1]);
  // Nearly all wells hold the control.
  const sparse = (well: number) => Array.from({ length: 48 }, (_, w) => w === well ? 1 : 0);
  assertEquals(layouts([sparse(3), sparse(20)]), [0, 1]);
});
