import { assert, assertAlmostEquals } from "@std/assert";
import { correlationMeasurer } from "../../../lib/segment/measure/correlation.ts";
import { assertClose, expected, measured } from "../reference.ts";
import { drawnRegion } from "./cut.ts";

const names: Record<string, string> = {
  Correlation_Pearson: "Correlation_DNA_Actin",
  Correlation_Slope: "Slope_DNA_Actin",
  Correlation_Overlap: "Overlap_DNA_Actin",
  Correlation_K_1: "K_DNA_Actin",
  Correlation_K_2: "K_Actin_DNA",
  Correlation_Manders_1: "Manders_DNA_Actin",
  Correlation_Manders_2: "Manders_Actin_DNA",
  Correlation_RWC_1: "RWC_DNA_Actin",
  Correlation_RWC_2: "RWC_Actin_DNA",
};

Deno.test("correlationMeasurer() equals CellProfiler's measures of co-localisation", () => {
  const wanted = Object.fromEntries(
    Object.entries(expected("Correlation")).map(([name, values]) => {
      assert(names[name] !== undefined, `${name} has no counterpart`);
      return [names[name], values];
    }),
  );
  assert(Object.keys(wanted).length === 9);
  // The tenth object does not vary; the reference correlates what rounding left of it.
  for (const name of ["Correlation_DNA_Actin", "Slope_DNA_Actin"]) {
    wanted[name] = wanted[name]!.map((value, object) => object === 9 ? null : value);
  }
  assertClose(measured("Correlation"), wanted, { prefix: "Correlation_", tolerance: 1e-9 });
});

Deno.test("correlationMeasurer() finds opposite channels opposite, and none above both thresholds", () => {
  const of = (...levels: number[]) => {
    const values = Uint16Array.from(levels);
    return { values, sorted: values.slice().sort() };
  };
  const into = new Float64Array(9);
  correlationMeasurer()(drawnRegion("##"), [of(0, 100), of(100, 0)], into, 0);
  assertAlmostEquals(into[0]!, -1);
  assert(into.subarray(2).every((value) => value === 0));
});
