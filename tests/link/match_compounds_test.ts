import { assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { matchCompounds } from "../../lib/link/match_compounds.ts";

const drugs = ["salt", "a", "b", "base", "c", null, "new", "AZ", "a"];
const meta = pl.DataFrame([pl.Series("drug", drugs, pl.Utf8)]);
const wells = makeProfiles(meta, ["f"], Float64Array.from(drugs.keys()));
const structures = {
  names: ["a", "base", "salt", "b", "c", "AZ", "unused"],
  smiles: ["C", "CN", "CN", "CC", "CCC", null, "CCCC"],
};

Deno.test("matchCompounds() joins compounds of one structure and names who is left out", () => {
  const found = matchCompounds(wells, "drug", structures);
  assertEquals(found.names, ["salt = base", "a", "b", "c"]);
  assertEquals(found.smiles, ["CN", "C", "CC", "CCC"]);
  assertEquals(found.rows, [[0, 3], [1, 8], [2], [4]]);
  assertEquals([...found.profiles.values], [1.5, 4.5, 2, 4]);
  assertEquals(found.joined, [["salt", "base"]]);
  assertEquals(found.withoutStructure, ["AZ"]);
  assertEquals(found.notListed, ["new"]);
  assertEquals(found.withoutProfile, ["unused"]);
});

Deno.test("matchCompounds() refuses two structures of one name, and too few compounds", () => {
  const twice = { names: ["a", "b", "a"], smiles: ["C", "CC", "CCC"] };
  assertThrows(
    () => matchCompounds(wells, "drug", twice),
    InputError,
    'row 3: found "a: CCC after C',
  );
  assertThrows(
    () => matchCompounds(wells, "drug", { ...twice, file: "drugs.csv" }),
    InputError,
    "drugs.csv, line 4",
  );
  const few = { names: ["a", "b"], smiles: ["C", "CC"] };
  assertThrows(() => matchCompounds(wells, "drug", few), InputError, 'found "2 compounds');
  assertThrows(
    () => matchCompounds(wells, "drug", structures, 5),
    InputError,
    "allowed: 5 or more",
  );
});

Deno.test("matchCompounds() names the row of an infinite value, and bears one in a well that plays no part", () => {
  const values = Float64Array.from(drugs, (drug) => drug === "new" ? Infinity : 1);
  const odd = { ...wells, values };
  assertEquals(matchCompounds(odd, "drug", structures).names.length, 4);
  values[3] = -Infinity;
  const match = () => matchCompounds(odd, "drug", structures);
  assertThrows(match, InputError, "row 4, column f: found -Infinity");
});
