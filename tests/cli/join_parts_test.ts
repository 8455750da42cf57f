import { assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { joinParts } from "../../lib/cli/join_parts.ts";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { writePart } from "../../lib/data/profiles_part.ts";
import { inFolder } from "../data/folder.ts";

const fields = [1, 2, 3].map((site) => ({
  plate: "P1",
  well: "B02",
  site,
  files: {},
  pixelSize: NaN,
  metadata: {},
}));

Deno.test("joinParts() gives the rows in the order of the fields, and none of those left out", async () => {
  await inFolder(async (folder) => {
    const parts = { folder, file: (number: number) => `${folder}/${number}.part` };
    for (const number of [2, 0]) {
      const meta = pl.DataFrame({ Metadata_Site: [number + 1] });
      await writePart(parts.file(number), makeProfiles(meta, ["a"], Float64Array.of(number)));
    }
    const names: string[] = [];
    const join = (skipped: { field: string }[]) =>
      Array.fromAsync(joinParts(parts, fields, {
        features: ["a"],
        skipped,
        onField: (_, name) => names.push(name),
      }));
    const blocks = await join([{ field: "P1/B02/2" }]);
    assertEquals(blocks.map(({ values }) => [...values]), [[0], [2]]);
    assertEquals(names, ["P1/B02/1", "P1/B02/3"]);
    // Another run took the rows away: a table without them would look whole.
    await assertRejects(() => join([]), InputError, "The rows of P1/B02/2 are gone");
  });
});
