import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { compareSplits } from "../../../lib/learn/split/compare.ts";

const { tf } = await openBackend({ log: () => {} });

/** Images that say which compound they show, and nothing about its class. */
function betraying(): { values: Float32Array; items: Parameters<typeof compareSplits>[2] } {
  const random = new Random(1), compounds = Array.from({ length: 12 }, (_, i) => i);
  const items = compounds.flatMap((compound) =>
    Array.from({ length: 10 }, (_, i) => ({
      label: `class ${compound % 3}`,
      compound: `compound ${compound}`,
      plate: `W${compound % 2}P${i % 2}`,
      week: `W${compound % 2}`,
    }))
  );
  const centres = compounds.map(() => Array.from({ length: 40 }, () => random.normal()));
  const values = items.flatMap(({ compound }) => {
    const centre = centres[Number(compound.split(" ")[1])]!;
    return centre.map((value) => value + random.normal(0, 0.3));
  });
  return { values: Float32Array.from(values), items };
}

Deno.test("compareSplits() shows what leakage buys where images betray their compound", async () => {
  const { values, items } = betraying();
  const found = await compareSplits(tf, values, items, {
    rules: ["compound", "image", "plate", "week"],
    seeds: [1, 2],
    epochs: 30,
    rate: 0.05,
  });
  const [compound, image, plate, week] = found as [
    typeof found[0],
    typeof found[0],
    typeof found[0],
    typeof found[0],
  ];
  // Nothing about an unknown compound can be known: one of three is right by chance.
  assert(compound.accuracy.value < 0.6 && week.accuracy.value < 0.6, JSON.stringify(found));
  assert(image.accuracy.value > 0.95 && plate.accuracy.value > 0.95, JSON.stringify(found));
  assert(image.gain.low > 0.1 && plate.gain.low > 0.1);
  assert(week.gain.low < 0.1);
  assertEquals([compound, image, plate, week].map(({ known }) => known), [0, 1, 1, 0]);
  assertEquals(compound.gain, { value: 0, low: 0, high: 0 });
  assertEquals(found.map(({ each }) => each.length), [2, 2, 2, 2]);
});

Deno.test("compareSplits() lets no rule learn more images than the first, if asked", async () => {
  const { values, items } = betraying();
  const options = { rules: ["plate", "image", "compound"], seeds: [1, 2], epochs: 5 } as const;
  const sizes = (found: Awaited<ReturnType<typeof compareSplits>>) =>
    found.map(({ sizes }) => sizes.train);
  const free = sizes(await compareSplits(tf, values, items, options));
  const same = sizes(await compareSplits(tf, values, items, { ...options, sameSize: true }));
  assert(free[1]! > free[0]!, JSON.stringify(free));
  assertEquals(same[0], free[0]);
  assert(same.every((size) => size <= free[0]!), JSON.stringify(same));
  assertEquals(same[1], free[0]);
});
