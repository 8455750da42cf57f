import pl from "nodejs-polars";
import { assert, assertEquals, assertStrictEquals, assertStringIncludes } from "@std/assert";
import { oneName } from "../../../lib/cli/score/one_name.ts";
import { makeProfiles, metaValues } from "../../../lib/core/profiles.ts";

const columns = { compound: "drug", moa: "moa" };
function table(drug: (string | number | null)[], moa: (string | null)[] = drug.map(() => "x")) {
  return makeProfiles(pl.DataFrame({ drug, moa }), ["f"], new Float64Array(drug.length));
}

Deno.test("oneName() joins spellings of compounds and of mechanisms, and says so by column", () => {
  const drugs = ["Taxol", "taxol", "taxol", "AZ-138", "AZ138", "", null];
  const moas = ["Actin disruptor", "actin-disruptor", "Actin disruptor", "y", null, " ", ""];
  const { profiles, names, said } = oneName(table(drugs, moas), columns);
  assertEquals(metaValues(profiles.meta, "drug"), [
    ...["taxol", "taxol", "taxol", "AZ-138", "AZ-138"],
    ...["", null],
  ]);
  const one = "Actin disruptor";
  assertEquals(metaValues(profiles.meta, "moa"), [one, one, one, "y", null, " ", ""]);
  assertEquals(names.compound.spellings, [["taxol", "Taxol"], ["AZ-138", "AZ138"]]);
  assertEquals(names.moa.spellings, [[one, "actin-disruptor"]]);
  assertEquals(said.length, 2);
  assertStringIncludes(said[0]!, "drug: taxol / Taxol, AZ-138 / AZ138 differ in case");
  assertStringIncludes(said[1]!, "moa: Actin disruptor / actin-disruptor differ in case");
});

Deno.test("oneName() joins the spellings of each of several mechanisms", () => {
  const moas = ["Actin | tubulin", "actin", "actin|Kinase", "tubulin"];
  const read = (separator?: string) => {
    const found = oneName(table(["a", "b", "c", "d"], moas), {
      ...columns,
      ...(separator === undefined ? {} : { separator }),
    });
    return [metaValues(found.profiles.meta, "moa"), found.names.moa.spellings];
  };
  assertEquals(read("|"), [["actin|tubulin", "actin", "actin|Kinase", "tubulin"], [[
    "actin",
    "Actin",
  ]]]);
  assertEquals(read(), [moas, []]);
});

Deno.test("oneName() names what is one letter apart and leaves it as it is", () => {
  const given = table(["emetine", "emetine", "emetin", "compound1", "compound2"]);
  const { profiles, names, said } = oneName(given, columns);
  assertStrictEquals(profiles, given);
  assertEquals(names.compound, { spellings: [], oneLetterApart: [["emetin", "emetine"]] });
  assertEquals(said.length, 1);
  assertStringIncludes(said[0]!, "drug: One letter apart: emetin / emetine");
});

Deno.test("oneName() names what may be the control, also where the control was left out", () => {
  const rest = table(["DMOS", "Vehicle", "taxol"]);
  const { names, said } = oneName(rest, columns, ["DMSO", "DMOS", "Vehicle", "taxol"]);
  assertEquals(names.lookalikes, ["DMOS", "Vehicle"]);
  assertStringIncludes(
    said.join(),
    "drug: DMOS and Vehicle may be the control DMSO by other names",
  );
  // Nobody knows what the control is where none is called so.
  assertEquals(oneName(rest, columns).said, []);
  // What is joined with the control is the control.
  const joined = oneName(table(["DMSO", "dmso ", "taxol"]), columns);
  assertEquals([joined.names.lookalikes, joined.names.compound.spellings], [[], [[
    "DMSO",
    "dmso ",
  ]]]);
});

Deno.test("oneName() leaves numbers alone", () => {
  const given = table([1, -1, 1]);
  assert(oneName(given, columns).profiles === given);
});
