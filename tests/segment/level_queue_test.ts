import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { LevelQueue } from "../../lib/segment/level_queue.ts";

Deno.test("LevelQueue gives pixels by level and arrival, as a sorted list does", () => {
  const random = new Random(11), size = 3000;
  const levels = Uint16Array.from({ length: size }, () => random.integer(40) * 1700);
  const queue = new LevelQueue(levels);
  let waiting: number[] = [];
  for (const pixel of random.shuffle(Array.from({ length: size }, (_, i) => i))) {
    queue.push(pixel);
    waiting.push(pixel);
    if (random.uniform() < 0.4) {
      const first = waiting.toSorted((a, b) => levels[a]! - levels[b]!)[0];
      assertEquals(queue.pop(), first);
      waiting = waiting.filter((one) => one !== first);
    }
  }
  const rest = waiting.toSorted((a, b) => levels[a]! - levels[b]!);
  assertEquals(rest.map(() => queue.pop()), rest);
  assertEquals(queue.pop(), -1);
});

Deno.test("LevelQueue takes pixels below the level it has reached, and after it was empty", () => {
  const queue = new LevelQueue(new Uint16Array([65535, 0, 31]));
  queue.push(0);
  assertEquals(queue.pop(), 0);
  assertEquals(queue.pop(), -1);
  queue.push(2);
  queue.push(1);
  assertEquals([queue.pop(), queue.pop(), queue.pop()], [1, 2, -1]);
});
