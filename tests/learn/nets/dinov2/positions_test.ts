import { assert, assertEquals } from "@std/assert";
import { interpolatePositions } from "../../../../lib/learn/nets/dinov2/positions.ts";
import { deviation, weight } from "../formula.ts";
import fixture from "../fixtures/dinov2.json" with { type: "json" };

const positions = (weight("pos_embed", [1, 1370, 384]).data as Float32Array).subarray(384);

for (const [way, offset] of [["official", 0.1], ["transformers", 0]] as const) {
  Deno.test(`positions on another grid are those of torch by the ${way} code`, () => {
    for (const { size: [, , height, width], positions: sample } of fixture[way]) {
      const grid = { rows: height! / 14, columns: width! / 14, offset };
      const off = deviation("positions", interpolatePositions(positions, 384, grid), sample);
      assert(off < 1e-5, `${off}`);
    }
  });
}

Deno.test("the two ways differ clearly, which is why there is a choice", () => {
  const of = (offset: number) =>
    interpolatePositions(positions, 384, { rows: 16, columns: 16, offset });
  assert(deviation("positions", of(0), fixture.official[0]!.positions) > 0.01);
});

Deno.test("the grid of training keeps its positions as they are", () => {
  assertEquals(interpolatePositions(positions, 384, { rows: 37, columns: 37 }), positions);
});
