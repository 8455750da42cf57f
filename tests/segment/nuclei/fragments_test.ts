import { assert } from "@std/assert";
import { squaredDistance } from "../../../lib/segment/distance.ts";
import { fragmentsOf } from "../../../lib/segment/nuclei/fragments.ts";
import { drawnNuclei } from "../drawn_nuclei.ts";

Deno.test("fragmentsOf() covers the mask, and no fragment holds much of two touching nuclei", () => {
  const { data, truth } = drawnNuclei(100, 70, [[25, 30, 12, 2000], [46, 30, 12, 2000], [
    36,
    49,
    12,
    2000,
  ]]);
  const mask = Uint8Array.from(truth, (label) => label === 0 ? 0 : 1);
  const nuclear = { mask, squares: squaredDistance(mask, 100), diameter: 24 };
  const fragments = fragmentsOf(data, 100, nuclear);
  assert(fragments.every((label, i) => (label > 0) === (mask[i] === 1)));
  for (const fragment of new Set(fragments)) {
    if (fragment === 0) continue;
    const votes = [0, 0, 0, 0];
    for (const [i, own] of fragments.entries()) if (own === fragment) votes[truth[i]!]!++;
    const all = votes.reduce((sum, n) => sum + n, 0);
    assert(Math.max(...votes) > 0.85 * all, `${votes}`);
  }
});
