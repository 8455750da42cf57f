import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { controlScales } from "../../../lib/profile/normalize/control_scales.ts";

const meta = pl.DataFrame({
  plate: ["P1", "P1", "P1", "P2", "P2", "P2"],
  compound: ["DMSO", "DMSO", "taxol", "DMSO", "DMSO", "taxol"],
});
const controls = { compound: "DMSO" };

Deno.test("controlScales() give 0 for rounding, and NaN in the middle of what no control has", () => {
  const rows = [[1, 0.3, NaN], [3, 0.1 * 3, NaN], [9, 5, 5], [2, 1, 4], [6, 2, 6], [9, 5, 5]];
  const found = controlScales(makeProfiles(meta, ["a", "b", "c"], Float64Array.from(rows.flat())), {
    by: "plate",
    controls,
    method: "minmax",
  });
  assertEquals(found.map(({ group, rows }) => [group, rows]), [["P1", [0, 1, 2]], ["P2", [
    3,
    4,
    5,
  ]]]);
  assertEquals([...found[0]!.center], [1, 0.3, NaN]);
  assertEquals(found.map(({ factor }) => [...factor]), [[0.5, 0, 0], [0.25, 1, 0.5]]);
});

Deno.test("controlScales() name the plate with fewer than two controls", () => {
  const wells = makeProfiles(meta, ["a"], new Float64Array(6));
  const mask = [true, true, false, true, false, false];
  assertThrows(
    () => controlScales(wells, { by: "plate", controls: mask }),
    InputError,
    "Cannot normalize P2: too few controls: column plate: found 1, allowed: two or more",
  );
});
