import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import {
  chooseRows,
  columnIn,
  columnList,
  columnsOf,
} from "../../../lib/cli/profile/choose_rows.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";

const meta = pl.DataFrame({ drug: ["DMSO", "taxol", null], dose: [0, 1.5, 0] });
const profiles = makeProfiles(meta, ["a"], new Float64Array(3));

Deno.test("chooseRows() takes one value or several, numbers as text", () => {
  assertEquals(chooseRows(profiles, "drug=DMSO|taxol", "controls"), [true, true, false]);
  assertEquals(chooseRows(profiles, "dose=1.5", "controls"), [false, true, false]);
  assertEquals(chooseRows(profiles, undefined, "controls"), undefined);
});

Deno.test("chooseRows() refuses another form, a column that is missing and a value of no row", () => {
  assertThrows(() => chooseRows(profiles, "DMSO", "controls"), InputError, "COLUMN=VALUE");
  assertThrows(() => chooseRows(profiles, "well=A01", "controls"), InputError, "well");
  assertThrows(() => chooseRows(profiles, "drug=dmso", "controls"), InputError, "--controls");
  const said = "the column has: DMSO, taxol, null. Is DMSO meant?";
  assertThrows(() => chooseRows(profiles, "drug=dmso", "controls"), InputError, said);
});

Deno.test("chooseRows() refuses a slip in one of several values, but not one that other plates have", () => {
  const drugs = ["DMSO", "taxol", "ALLN", "AZ-J", "emetine", "colchicine"];
  const many = makeProfiles(pl.DataFrame({ drug: drugs }), ["a"], new Float64Array(6));
  assertThrows(
    () => chooseRows(many, "drug=DMSO|colchicin", "leave-out"),
    InputError,
    '--leave-out names what no row has: column drug: found "colchicin", allowed: a value that the ' +
      "column has: colchicine, ",
  );
  assertEquals(chooseRows(many, "drug=DMSO|mock", "controls")?.filter(Boolean).length, 1);
});

Deno.test("columnList() of nothing is empty", () => {
  assertEquals([columnList(undefined), columnList("a,, b ")], [[], ["a", "b"]]);
});

Deno.test("columnIn() is what stands before the first equals sign", () => {
  assertEquals(columnIn("drug=a=b", "controls"), "drug");
  assertThrows(() => columnIn("=DMSO", "controls"), InputError, "--controls must name a column");
});

Deno.test("columnsOf() are none where the option is not given, and refused where it names none", () => {
  const text = (typed?: string) => ({ text: () => typed });
  assertEquals(columnsOf(text(), "by"), []);
  assertEquals(columnsOf(text("plate, well"), "by"), ["plate", "well"]);
  for (const typed of ["", " , "]) {
    assertThrows(() => columnsOf(text(typed), "by"), InputError, "--by names no column");
  }
});
