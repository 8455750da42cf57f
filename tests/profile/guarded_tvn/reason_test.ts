import { assertEquals, assertStringIncludes } from "@std/assert";
import { reasonOf } from "../../../lib/profile/guarded_tvn/reason.ts";

const said = (low: number, high: number, replicates = 0.1) =>
  reasonOf({
    before: { samePlate: 0.5, replicates: 0.2 },
    after: { samePlate: 0.6, replicates: 0.3 },
    chance: 0.4,
    change: {
      samePlate: { value: (low + high) / 2, low, high },
      replicates: { value: replicates, low: 0, high: 1 },
    },
  });

Deno.test("reasonOf() calls a change clear where its interval leaves 0 out", () => {
  assertStringIncludes(said(0.04, 0.2), "50 % before, 60 % after, clearly more (4 to 20 points)");
  assertStringIncludes(said(-0.2, -0.04), "clearly less (−20 to −4 points)");
  assertStringIncludes(said(-0.004, 0.2), "no clear change (0 to 20 points)");
});

Deno.test("reasonOf() says where nothing was measured twice", () => {
  assertStringIncludes(said(0, 0), "replicates' precision above chance: 0.20 before, 0.30 after.");
  assertEquals(said(0, 0, NaN).endsWith("above chance: nothing was measured twice."), true);
});
