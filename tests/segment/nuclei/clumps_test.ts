import { assertEquals } from "@std/assert";
import { squaredDistance } from "../../../lib/segment/distance.ts";
import { partClumps } from "../../../lib/segment/nuclei/clumps.ts";
import { type Disc, drawnNuclei, foundShare } from "../drawn_nuclei.ts";

const part = (discs: Disc[]) => {
  const { data, truth } = drawnNuclei(100, 70, discs);
  const mask = Uint8Array.from(truth, (label) => label === 0 ? 0 : 1);
  const nuclear = { mask, squares: squaredDistance(mask, 100), diameter: 24 };
  return { truth, labels: partClumps(data, 100, nuclear, 400) };
};

Deno.test("partClumps() parts nuclei that touch, by shape", () => {
  const { truth, labels } = part([[25, 30, 12, 2000], [46, 30, 12, 2000], [36, 49, 12, 2000]]);
  assertEquals([new Set(labels).size - 1, foundShare(truth, labels)], [3, 1]);
});

Deno.test("partClumps() parts a small bright nucleus from the dim one it lies on, by brightness", () => {
  const { labels } = part([[56, 35, 6, 9000], [40, 35, 16, 2000]]);
  assertEquals(new Set(labels).size - 1, 2);
});

Deno.test("partClumps() leaves a single nucleus whole", () => {
  assertEquals(new Set(part([[50, 35, 20, 2000]]).labels).size - 1, 1);
});
