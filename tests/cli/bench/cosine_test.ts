import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { cosineBench } from "../../../lib/cli/bench/cosine.ts";
import { measure } from "../../../lib/cli/bench/measure.ts";
import type { Matrix32 } from "../../../lib/core/multiply.ts";

const small = cosineBench({ rows: 30, features: 8 });

Deno.test("cosineBench() is measured beside the bare product, without a peer", async () => {
  const { peer, ratio, seconds, target } = await measure(small);
  assertEquals([peer!.name, target], ["matrix product", 2]);
  assertEquals(ratio, seconds / peer!.seconds);
});

Deno.test("cosineBench() finds the distances of all pairs", async () => {
  const { run } = await small.prepare("");
  const { rows, data } = await run() as Matrix32;
  assertEquals(rows, 30);
  assertEquals([data[0], data[31]], [0, 0]);
  assertAlmostEquals(data[1]!, data[30]!, 1e-6);
  assert(data.every((value) => value >= 0 && value <= 2));
});
