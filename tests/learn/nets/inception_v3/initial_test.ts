import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { initialHead, initialInception } from "../../../../lib/learn/nets/inception_v3/initial.ts";
import fixture from "../fixtures/inception_v3.json" with { type: "json" };

Deno.test("random tensors to begin with are spread as torchvision's", () => {
  const begun = initialInception({ classes: 1000, auxiliary: true }, new Random(3));
  for (const [name, expected] of Object.entries(fixture.initial)) {
    const data = begun.get(name)!.data as Float32Array;
    const mean = data.reduce((a, b) => a + b) / data.length;
    const spread = Math.sqrt(data.reduce((a, b) => a + (b - mean) ** 2, 0) / data.length);
    const largest = data.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const few = 4 / Math.sqrt(data.length);
    assert(Math.abs(spread - expected.deviation) <= few * expected.deviation, `${name}: ${spread}`);
    assert(Math.abs(mean - expected.mean) <= few * (expected.deviation || 1), `${name}: ${mean}`);
    // What is uniform has a sharp edge; the tail of what is normal reaches where it will.
    assert(Math.abs(largest / expected.largest - 1) < 0.25, `${name}: ${largest}`);
  }
});

Deno.test("a new head is uniform within 1 / √inputs, the same for the same seed", () => {
  const { weight, bias } = initialHead(12, 400, new Random(5));
  const largest = weight.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  assert(largest > 0.049 && largest <= 0.05 && bias.every((value) => Math.abs(value) <= 0.05));
  const spread = Math.sqrt(weight.reduce((a, b) => a + b * b, 0) / weight.length);
  assert(Math.abs(spread / (0.05 / Math.sqrt(3)) - 1) < 0.03);
  assertEquals(initialHead(12, 400, new Random(5)), { weight, bias });
});
