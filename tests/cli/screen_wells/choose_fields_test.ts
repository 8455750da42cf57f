import { assertEquals } from "@std/assert";
import { chooseFields } from "../../../lib/cli/screen_wells/choose_fields.ts";
import type { IndexedField } from "../../../lib/data/index_file.ts";

const field = (
  week: string | null,
  plate: string,
  well: string,
  site: number,
): IndexedField => ({
  plate,
  well,
  site,
  files: {},
  pixelSize: NaN,
  metadata: week === null ? {} : { Metadata_Week: week },
});

Deno.test("chooseFields() takes the lowest site of every well of the first plates of every week", () => {
  const chosen = chooseFields([
    field("1", "P1", "B02", 2),
    field("1", "P1", "B02", 1),
    field("1", "P1", "B03", 3),
    field("1", "P2", "B02", 1),
    field("1", "P3", "B02", 1),
    field("2", "P4", "B02", 1),
  ], 2);
  assertEquals(chosen.map(({ plate, well, site }) => `${plate} ${well} ${site}`), [
    "P1 B02 1",
    "P1 B03 3",
    "P2 B02 1",
    "P4 B02 1",
  ]);
});

Deno.test("chooseFields() takes a screen that names no week for one week", () => {
  const chosen = chooseFields([field(null, "P1", "B02", 1), field(null, "P2", "B02", 1)], 1);
  assertEquals(chosen.map(({ plate }) => plate), ["P1"]);
});
