import { assertEquals } from "@std/assert";
import { largestPieces } from "../../lib/segment/pieces.ts";

Deno.test("largestPieces() keeps one piece an object, corners do not connect", () => {
  const labels = new Int32Array([
    ...[1, 1, 0, 2],
    ...[0, 0, 1, 2],
    ...[2, 0, 1, 0],
    ...[0, 0, 1, 1],
  ]);
  assertEquals([...largestPieces(labels, 4)], [
    ...[0, 0, 0, 2],
    ...[0, 0, 1, 2],
    ...[0, 0, 1, 0],
    ...[0, 0, 1, 1],
  ]);
});

Deno.test("largestPieces() keeps the first of equal pieces and does not wrap around rows", () => {
  assertEquals([...largestPieces(new Int32Array([0, 0, 5, 5, 0, 0]), 3)], [0, 0, 5, 0, 0, 0]);
  assertEquals(largestPieces(new Int32Array(0), 0).length, 0);
});
