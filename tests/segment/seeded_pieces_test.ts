import { assertEquals } from "@std/assert";
import { seededPieces } from "../../lib/segment/seeded_pieces.ts";

Deno.test("seededPieces() keeps every piece with a seed, however small; corners do not connect", () => {
  const labels = new Int32Array([
    ...[1, 0, 2, 2],
    ...[0, 1, 0, 2],
    ...[1, 1, 0, 0],
    ...[1, 0, 0, 2],
  ]);
  const seeds = new Int32Array(16);
  [seeds[0], seeds[6], seeds[15]] = [1, 2, 2];
  assertEquals([...seededPieces(labels, seeds, 4)], [
    ...[1, 0, 0, 0],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 0],
    ...[0, 0, 0, 2],
  ]);
});

Deno.test("seededPieces() ignores seeds of other objects and does not wrap around rows", () => {
  const labels = new Int32Array([0, 0, 5, 5, 0, 7]);
  assertEquals([...seededPieces(labels, new Int32Array([0, 0, 5, 0, 5, 5]), 3)], [
    0,
    0,
    5,
    0,
    0,
    0,
  ]);
  assertEquals(seededPieces(new Int32Array(0), new Int32Array(0), 0).length, 0);
});
