import { assertEquals } from "@std/assert";
import { keepNuclei } from "../../../lib/segment/nuclei/keep.ts";
import { drawnNuclei } from "../drawn_nuclei.ts";

const kept = (
  smallest: number,
  chance?: (features: readonly number[], label: number) => number,
) => {
  const { data, truth } = drawnNuclei(120, 60, [[25, 30, 12, 2000], [60, 30, 3, 2000], [
    90,
    30,
    12,
    2000,
  ]]);
  keepNuclei(truth, data, 120, 400, { diameter: 24, smallest }, chance);
  return truth;
};

Deno.test("keepNuclei() leaves out what is small and numbers the others without a gap", () => {
  const labels = kept(0.1);
  assertEquals(new Set(labels), new Set([0, 1, 2]));
  assertEquals([labels[30 * 120 + 60], labels[30 * 120 + 90]], [0, 2]);
});

Deno.test("keepNuclei() leaves out what the rule does not take for a nucleus", () => {
  assertEquals(new Set(kept(0, (_, label) => label === 1 ? 0 : 1)), new Set([0, 1, 2]));
  assertEquals(new Set(kept(0, () => 0)), new Set([0]));
});
