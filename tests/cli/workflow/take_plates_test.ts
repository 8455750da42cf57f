import { assertEquals, assertThrows } from "@std/assert";
import { takePlates } from "../../../lib/cli/workflow/take_plates.ts";
import { InputError } from "../../../lib/core/errors.ts";

const field = { well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} };
const fields = ["P1", "P2", "P3"].map((plate) => ({ ...field, plate }));

Deno.test("takePlates() keeps the fields of the named plates, all where none is named", () => {
  const index = { channels: [], fields };
  assertEquals(takePlates(index, []), index);
  assertEquals(takePlates(index, ["P3", "P1"]).fields.map(({ plate }) => plate), ["P1", "P3"]);
});

Deno.test("takePlates() names a plate that is not there, and one that may be meant", () => {
  const index = { channels: [], fields };
  const error = assertThrows(() => takePlates(index, ["p1"]), InputError);
  assertEquals(error.message.includes('found "p1"') && error.message.includes("P1"), true);
  assertThrows(() => takePlates({ channels: [], fields: [] }, []), InputError, "no fields");
});
