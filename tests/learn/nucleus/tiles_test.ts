import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { makeExample } from "../../../lib/learn/nucleus/example.ts";
import { cutTiles, TARGETS } from "../../../lib/learn/nucleus/tiles.ts";
import { discs } from "../discs.ts";

const { image, labels } = discs(96, 96, 12, 8, 1);
const example = makeExample(image, labels);

Deno.test("cutTiles() gives the same tiles for the same numbers", () => {
  const [a, b] = [1, 1].map((seed) => cutTiles([example], 3, 32, new Random(seed)));
  assertEquals(a, b);
});

Deno.test("cutTiles() turns flows with the image: followed, they lead to bright ground", () => {
  const size = 64, random = new Random(2);
  let inside = 0, arrived = 0;
  for (let tile = 0; tile < 12; tile++) {
    const { images, targets } = cutTiles([example], 1, size, random);
    const at = (x: number, y: number, k: number) => targets[TARGETS * (y * size + x) + k]!;
    const middle = images.toSorted()[images.length >> 1]!;
    for (let y = 12; y < size - 12; y++) {
      for (let x = 12; x < size - 12; x++) {
        if (at(x, y, 2) === 0 || at(x, y, 3) === 0) continue;
        let u = x, v = y;
        for (let step = 0; step < 5; step++) {
          const [row, column] = [Math.round(v), Math.round(u)];
          v += at(column, row, 0);
          u += at(column, row, 1);
        }
        inside++;
        const [row, column] = [Math.round(v), Math.round(u)];
        const value = images[2 * row * 2 * size + 2 * column]!;
        if (at(column, row, 2) === 1 && value > middle) arrived++;
      }
    }
  }
  assert(inside > 500, `${inside} pixels`);
  assert(arrived > 0.97 * inside, `${arrived} of ${inside}`);
});

Deno.test("cutTiles() gives no weight to what lies beyond the edge", () => {
  const small = makeExample(
    { width: 9, height: 9, data: new Uint16Array(81).fill(5) },
    new Int32Array(81),
  );
  const { targets } = cutTiles([small], 1, 64, new Random(3));
  let weight = 0;
  for (let i = 3; i < targets.length; i += TARGETS) weight += targets[i]!;
  assert(weight > 0 && weight < 9 * 9 * 1.6 ** 2 * 1.4, `${weight}`);
});
