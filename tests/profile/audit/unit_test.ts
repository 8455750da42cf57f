import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { unitOf } from "../../../lib/profile/audit/unit.ts";

const meta = pl.DataFrame({
  compound: ["a", "a", "b", "c"],
  plate: ["P1", "P2", "P1", "P1"],
  well: ["A1", "A1", "A2", "A2"],
});
const labels = Int32Array.of(0, 0, 0, 1), places = { plate: "plate", position: "well" };

Deno.test("unitOf() takes what the split keeps together and has one label", () => {
  const { name, of } = unitOf(meta, { leaveOut: "compound" }, places, labels);
  assertEquals([name, [...of]], ["compound", [0, 0, 1, 2]]);
  assertEquals(unitOf(meta, { differBy: ["plate", "compound"] }, {}, labels).name, "compound");
});

Deno.test("unitOf() takes wells, else profiles, where nothing in the split has one label", () => {
  const { name, of } = unitOf(meta, { leaveOut: "plate" }, places, labels);
  assertEquals([name, [...of]], ["well", [0, 1, 2, 2]]);
  assertEquals([...unitOf(meta, { leaveOut: "plate" }, {}, labels).of], [0, 1, 2, 3]);
  assertEquals(unitOf(meta, { test: [true, false, false, false] }, {}, labels).name, "profile");
});
