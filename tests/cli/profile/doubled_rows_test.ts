import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { doubledRows } from "../../../lib/cli/profile/doubled_rows.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";

const profiles = (meta: Record<string, (string | number | null)[]>, values: number[]) =>
  makeProfiles(pl.DataFrame(meta), ["area"], Float64Array.from(values));
const cells = { Metadata_Plate: ["P1", "P1", "P1"], Metadata_Well: ["A01", "A01", "A01"] };

Deno.test("doubledRows() takes a cell by its number, whatever its values are", () => {
  const sites = { ...cells, Metadata_Site: [1, 1, 2] };
  assertEquals(doubledRows(profiles({ ...sites, ObjectNumber: [1, 2, 1] }, [7, 7, 7])), []);
  assertEquals(doubledRows(profiles({ ...sites, ObjectNumber: [4, 4, 4] }, [7, 8, 9])), [
    "1 row is there twice and counts twice: P1 A01 1 4 in row 1 and row 2; remove it",
  ]);
});

Deno.test("doubledRows() takes cells without numbers for one only where all values are the same", () => {
  assertEquals(doubledRows(profiles(cells, [7, 8, 9])), []);
  assertEquals(doubledRows(profiles(cells, [7, 8, 7]), "wells.csv"), [
    "1 row is there twice and counts twice: P1 A01 in line 2 and line 4; remove it",
  ]);
  assertEquals(doubledRows(profiles(cells, [7, 7, 7])), [
    "2 rows are there twice and count twice: P1 A01 in row 1 and row 2, P1 A01 in row 1 and row 3; " +
    "remove them",
  ]);
});

Deno.test("doubledRows() says nothing of rows that no plate and well tell", () => {
  assertEquals(doubledRows(profiles({ Metadata_Compound: ["a", "a"] }, [7, 7])), []);
  const bare = { Metadata_Plate: ["P1", "P1"], Metadata_Well: [null, null] };
  assertEquals(doubledRows(profiles(bare, [7, 7])), []);
});
