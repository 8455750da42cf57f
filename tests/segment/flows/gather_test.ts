import { assertEquals } from "@std/assert";
import { gather } from "../../../lib/segment/flows/gather.ts";

const everywhere = (length: number) => Int32Array.from({ length }, (_, i) => i);

Deno.test("gather() needs more than ten pixels at one place", () => {
  const reach = (count: number) => gather(everywhere(count), new Int32Array(count), count, 1);
  assertEquals(new Set(reach(10)), new Set([0]));
  assertEquals(new Set(reach(11)), new Set([1]));
});

Deno.test("gather() joins places near a peak where more than two pixels end", () => {
  const reached = everywhere(60).map((i) =>
    i < 40 ? 20 : i < 43 ? 21 : i < 45 ? 22 : i < 57 ? 50 : 59
  );
  const labels = gather(everywhere(60), reached, 60, 1);
  assertEquals([...labels.slice(0, 43)], Array(43).fill(1));
  assertEquals([...labels.slice(43, 45)], [0, 0]);
  assertEquals([...labels.slice(45, 57)], Array(12).fill(2));
  assertEquals([...labels.slice(57)], [0, 0, 0]);
});
