import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { tryMatch } from "../../../lib/cli/own_screen/try_match.ts";

const columns = { compound: "compound", moa: "moa" };
const treatments = (moa: string[], second = 2) =>
  makeProfiles(
    pl.DataFrame({ compound: ["a", "b"], moa }),
    ["area", "light"],
    new Float64Array([1, 2, second, 4]),
  );

Deno.test("tryMatch() scores what can be scored and gives nothing where nothing can", async () => {
  assertEquals((await tryMatch(treatments(["x", "x"]), columns, "NSC"))?.hits, 2);
  assertEquals(await tryMatch(treatments(["x", "y"]), columns, "NSC"), undefined);
});

Deno.test("tryMatch() does not hide another error", async () => {
  await assertRejects(() => tryMatch(treatments(["x", "x"], NaN), columns, "NSC"));
});
