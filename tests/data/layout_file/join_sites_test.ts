import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { joinSites } from "../../../lib/data/layout_file/join_sites.ts";

const columns = ["Metadata_Compound", "Metadata_Site"];
const row = (line: number, well: string, Metadata_Compound: string, Metadata_Site: string) => ({
  line,
  entry: { plate: undefined, well, metadata: { Metadata_Compound, Metadata_Site } },
});
const join = (...rows: ReturnType<typeof row>[]) => joinSites(rows, columns, "layout.csv");

Deno.test("joinSites() leaves a layout of one row a well as it is, its site too", () => {
  const rows = [row(2, "B02", "a", "1"), row(3, "B03", "b", "1")];
  assertEquals(join(...rows), { wells: rows.map(({ entry }) => entry), columns });
});

Deno.test("joinSites() makes one row of those that differ in the site alone, in their order", () => {
  const joined = join(row(2, "B03", "a", "1"), row(3, "B02", "b", "1"), row(4, "B03", "a", "2"));
  assertEquals(joined, {
    wells: [
      { plate: undefined, well: "B03", metadata: { Metadata_Compound: "a" } },
      { plate: undefined, well: "B02", metadata: { Metadata_Compound: "b" } },
    ],
    columns: ["Metadata_Compound"],
  });
});

Deno.test("joinSites() refuses a site that comes twice, and rows that differ otherwise", () => {
  assertThrows(
    () => join(row(2, "B03", "a", "1"), row(3, "B03", "a", "2"), row(4, "B03", "a", "2")),
    InputError,
    'line 4: found "well B03, as in line 3", allowed: one row a well. Rows that differ in Site alone',
  );
  assertThrows(
    () => join(row(2, "B03", "a", "1"), row(3, "B03", "b", "2")),
    InputError,
    "with another Compound than in line 2",
  );
  const bare = [row(2, "B03", "a", "1"), row(3, "B03", "a", "2")];
  assertThrows(
    () => joinSites(bare, ["Metadata_Compound"], "layout.csv"),
    InputError,
    "joined where a column site tells them apart",
  );
});
