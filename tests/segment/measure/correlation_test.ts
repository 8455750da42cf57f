import { assert, assertAlmostEquals, assertNotEquals } from "@std/assert";
import { correlationMeasurer } from "../../../lib/segment/measure/correlation.ts";
import { denseRanks } from "../../../lib/segment/measure/dense_ranks.ts";
import { measureField } from "../../../lib/segment/measure.ts";
import fieldRanked from "../fixtures/rank_weighted.json" with { type: "json" };
import { assertClose, drawn, expected, measured } from "../reference.ts";
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
  // The reference ranks within each object, CellProfiler over all objects of the field.
  Object.assign(wanted, fieldRanked);
  assertClose(measured("Correlation"), wanted, { prefix: "Correlation_", tolerance: 1e-9 });
});

Deno.test("correlationMeasurer() finds opposite channels opposite, and none above both thresholds", () => {
  const of = (...levels: number[]) => {
    const values = Uint16Array.from(levels);
    return { values, sorted: values.slice().sort() };
  };
  const into = new Float64Array(9);
  const light = [of(0, 100), of(100, 0)], labels = new Int32Array([1, 1]);
  const ranks = light.map(({ values }) => denseRanks(values, labels));
  correlationMeasurer(ranks)(drawnRegion("##"), light, into, 0);
  assertAlmostEquals(into[0]!, -1);
  assert(into.subarray(2).every((value) => value === 0));
});

Deno.test("correlationMeasurer() ranks over the field: only RWC changes where other objects go", () => {
  const { field, labels } = drawn;
  const of = (kept: Int32Array) => {
    const nuclei = [{ name: "Nuclei", labels: kept }];
    const { features, values } = measureField(field, nuclei, { families: ["Correlation"] });
    return new Map(features.map((name, at) => [name, values[at]]));
  };
  const all = of(labels), alone = of(labels.map((label) => label === 1 ? 1 : 0));
  for (const [name, value] of all) {
    if (!name.includes("_RWC_")) assert(value === alone.get(name), name);
    else assertNotEquals(value, alone.get(name), name);
  }
});
