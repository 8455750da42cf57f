import type { Rank, Tensor4D } from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../../lib/learn/backend.ts";
import { auxiliaryPool } from "../../../../lib/learn/nets/inception_v3/auxiliary.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("the auxiliary pool is of two convolutions of a mean over 5 × 5 pixels in steps of 3", () => {
  const seen: [string, number[]][] = [];
  const convolve = (x: Tensor4D, { name }: { name: string }) => {
    seen.push([name, x.shape]);
    return tf.add<Tensor4D>(x, 1);
  };
  // A row is 0 … 16: its means are 2, 5, 8, 11, 14.
  const row = tf.reshape(tf.range(0, 17), [1, 1, 17, 1]);
  const x = tf.tile(row, [1, 17, 1, 768]) as Tensor4D;
  const pool = auxiliaryPool(tf, x, convolve);
  assertEquals(seen, [["AuxLogits.conv0", [1, 5, 5, 768]], ["AuxLogits.conv1", [1, 5, 5, 768]]]);
  assertEquals([pool.shape, pool.dataSync()[767]], [[1, 768], 8 + 1 + 1]);
});

Deno.test("maps that are too small for the auxiliary head are refused", () => {
  const x = tf.zeros<Rank.R4>([1, 3, 3, 768]);
  assertThrows(() => auxiliaryPool(tf, x, (y) => y), Error, "3 × 3 pixels in Mixed_6e");
});
