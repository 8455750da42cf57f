import { assert, assertAlmostEquals } from "@std/assert";
import { electronegativities } from "../../../lib/chem/descriptor/gasteiger_parameters.ts";

Deno.test("electronegativities rise from sp³ over sp² to sp and from carbon to fluorine", () => {
  const at = (kind: string) => electronegativities[kind]![0];
  assert(at("6 sp3") < at("6 sp2") && at("6 sp2") < at("6 sp"));
  assert(at("6 sp3") < at("7 sp3") && at("7 sp3") < at("8 sp3") && at("8 sp3") < at("9 sp3"));
});

Deno.test("electronegativities of carbon sp³ as cation are the 19.04 eV of the paper", () => {
  const [a, b, c] = electronegativities["6 sp3"]!;
  assertAlmostEquals(a + b + c, 19.04, 1e-9);
});
