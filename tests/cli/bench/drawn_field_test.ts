import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { drawnField } from "../../../lib/cli/bench/drawn_field.ts";

const options = { side: 160, cellsAcross: 2, cellsDown: 2, channels: ["DNA", "ER"], seed: 3 };

Deno.test("drawnField() draws channels of one size, cells wider than nuclei, by the seed", () => {
  const { width, height, channels } = drawnField(options);
  assertEquals([width, height, ...channels.map(({ name }) => name)], [160, 160, "DNA", "ER"]);
  const lit = channels.map(({ data }) => data.filter((value) => value > 2000).length);
  assert(lit[0]! > 1000 && lit[1]! > 1.5 * lit[0]!, `${lit}`);
  assertEquals(drawnField(options).channels, channels);
  assertNotEquals(drawnField({ ...options, seed: 4 }).channels, channels);
});
