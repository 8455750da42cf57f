import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { fillIn } from "../../../lib/cli/profile/fill_in.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";

const meta = pl.DataFrame({ plate: ["P1", "P1", "P1", "P2"] });

Deno.test("fillIn() says how many values it filled, where, and what is empty", () => {
  const values = new Float64Array([1, NaN, 5, NaN, NaN, 7, 3, NaN, Infinity, 9, NaN, 8]);
  const { profiles, notes } = fillIn(makeProfiles(meta, ["a", "none", "b"], values), ["plate"]);
  assertEquals([...profiles.values], [1, 5, 2, 7, 3, 6, 9, 8]);
  assertEquals(notes, [
    "2 values filled in with medians: a (1), b (1)",
    "without any value, left out: none",
  ]);
});

Deno.test("fillIn() says that nothing was missing", () => {
  const full = makeProfiles(meta, ["a"], new Float64Array(4));
  assertEquals(fillIn(full, []).notes, ["0 values filled in with medians"]);
});
