import { assertAlmostEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { matchChance } from "../../../lib/profile/match/chance.ts";

const columns = { compound: "compound", moa: "moa" };

Deno.test("matchChance() counts other compounds with a mechanism only, once a treatment", () => {
  const meta = pl.DataFrame({
    compound: ["a", "a", "b", "c", "d", "e"],
    moa: ["x", "x", "x", "y", "y", null],
  });
  // a: 1 of 3, twice; b: 2 of 4; c and d: 1 of 4.
  assertAlmostEquals(matchChance(meta, columns), (2 / 3 + 2 / 4 + 2 / 4) / 5);
});

Deno.test("matchChance() has no answer where no mechanism has two compounds", () => {
  assertThrows(() => matchChance(pl.DataFrame({ compound: ["a"], moa: ["x"] }), columns));
});
