import { assertEquals } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { reconstruct } from "../../../../lib/segment/measure/granularity/reconstruct.ts";

Deno.test("reconstruct() equals growing step by step until nothing changes", () => {
  const random = new Random(3), width = 13, height = 9;
  for (let round = 0; round < 30; round++) {
    const mask = Float64Array.from({ length: width * height }, () => random.integer(12));
    const marker = mask.map((value) => random.uniform() < 0.05 ? value : 0);
    let grown = marker.slice();
    for (let changed = true; changed;) {
      const next = grown.map((value, i) => {
        const x = i % width;
        const around = [
          value,
          x > 0 ? grown[i - 1]! : 0,
          x < width - 1 ? grown[i + 1]! : 0,
          grown[i - width] ?? 0,
          grown[i + width] ?? 0,
        ];
        return Math.min(mask[i]!, Math.max(...around));
      });
      changed = next.some((value, i) => value !== grown[i]);
      grown = next;
    }
    assertEquals(reconstruct(marker, mask, width), grown);
  }
});
