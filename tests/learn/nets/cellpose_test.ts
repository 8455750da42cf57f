import type { Tensor4D } from "@tensorflow/tfjs";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { type CheckpointTensor, readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { CellposeNet } from "../../../lib/learn/nets/cellpose.ts";
import { cellposeNames } from "../../../lib/learn/nets/cellpose_names.ts";
import { expected, fixture, largestDifference, unpack } from "../cellpose/fixture.ts";
import { deviation, uniform, weight } from "./formula.ts";
import published from "./fixtures/cellpose.json" with { type: "json" };

const { tensors } = readCheckpoint(await fixture("random.pth"));
const { tf } = await openBackend({ log: () => {} });

Deno.test("CellposeNet gives the output of the Python package to 1e-4, random weights", async () => {
  const net = new CellposeNet(tf, tensors);
  assertEquals(net.shape, { channels: [2, 3, 4, 5, 6], maps: 3, side: 3 });
  assertEquals([net.diameter, net.trainingDiameter], [30, 24.5]);
  const input = new Float32Array(await unpack(expected.network.input));
  // The package's images are [tiles × channels × height × width].
  const images = tf.transpose(tf.tensor4d(input, [2, 2, 32, 48]), [0, 2, 3, 1]);
  const { maps, style } = net.apply(images as never);
  assertEquals(maps.shape, [2, 32, 48, 3]);
  const found = await tf.transpose(maps, [0, 3, 1, 2]).data();
  const output = new Float32Array(await unpack(expected.network.output));
  const scale = Math.max(...output.map(Math.abs));
  assert(largestDifference(found, output) < 1e-4 * scale, `${largestDifference(found, output)}`);
  const styles = new Float32Array(await unpack(expected.network.style));
  assert(largestDifference(await style.data(), styles) < 1e-5);
  net.dispose();
});

/** A tensor as tamed() in fixtures/make_cellpose.py. */
function tamed(name: string, shape: number[]): CheckpointTensor {
  const tensor = weight(name, shape), { data } = tensor;
  if (name.endsWith("full.weight")) return { ...tensor, data: uniform(name, data.length, -2, 2) };
  const scale = shape.length === 4 ? 2 : 1;
  return { ...tensor, data: Float32Array.from(data as Float32Array, (value) => value / scale) };
}

Deno.test("CellposeNet gives the output of the Python package to 1e-4 at the published size", async () => {
  const names = cellposeNames({ channels: published.channels, maps: 3, side: 3 });
  const given = new Map([...names].map(([name, shape]) => [name, tamed(name, shape)]));
  const numbers = [...given.values()].reduce((sum, { data }) => sum + data.length, 0);
  assertEquals({ count: given.size, numbers }, published.tensors);
  const net = new CellposeNet(tf, given);
  assertEquals(net.shape.channels, [2, 32, 64, 128, 256]);
  const tiles = tf.tensor4d(uniform("tiles", 2 * 2 * 64 * 48, -1, 1), [2, 2, 64, 48]);
  const images = tf.transpose<Tensor4D>(tiles, [0, 2, 3, 1]);
  const { maps, style } = net.apply(images), ordered = tf.transpose(maps, [0, 3, 1, 2]);
  assertEquals([ordered.shape, style.shape], [published.maps.shape, [2, 256]]);
  const off = deviation("maps", await ordered.data(), published.maps);
  // With room for graphics cards: TensorFlow, WebAssembly and plain JavaScript come to 5e-6.
  assert(off < 1e-4, `maps are off by ${off} of their size`);
  const styles = largestDifference(await style.data(), published.style.flat());
  assert(styles < 1e-5, `styles, of length 1, are off by ${styles}`);
  tf.dispose([tiles, images, maps, style, ordered]);
  net.dispose();
});

Deno.test("CellposeNet takes names with the prefix of training on several cards, frees its memory", () => {
  const before = tf.memory().numTensors;
  const net = new CellposeNet(
    tf,
    new Map([...tensors].map(([name, tensor]) => [`module.${name}`, tensor])),
  );
  assertEquals(net.diameter, 30);
  const input = tf.zeros([1, 16, 16, 2]);
  const output = net.apply(input as never);
  tf.dispose([input, output.maps, output.style]);
  net.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("CellposeNet names every tensor that is missing, unknown or of another shape", () => {
  const changed = new Map(tensors);
  changed.delete("output.2.bias");
  changed.set("head.weight", { kind: "float32", shape: [7], data: new Float32Array(7) });
  changed.set("output.0.bias", { kind: "float32", shape: [9], data: new Float32Array(9) });
  const error = assertThrows(
    () => new CellposeNet(tf, changed, "mine.pth"),
    InputError,
    "mine.pth",
  );
  assertStringIncludes(error.message, "1 tensors missing: output.2.bias [3]");
  assertStringIncludes(error.message, "1 tensors not known: head.weight [7]");
  assertStringIncludes(error.message, "output.0.bias [9] instead of [3]");
});

Deno.test("CellposeNet refuses other networks and numbers that are not finite", () => {
  const conv = { kind: "float32" as const, shape: [1], data: new Float32Array(1) };
  assertThrows(() => new CellposeNet(tf, new Map([["conv1.weight", conv]])), InputError, "conv1");
  assertThrows(() => new CellposeNet(tf, new Map()), InputError, "Cellpose 1 to 3");
  const changed = new Map(tensors);
  changed.set("output.2.bias", { kind: "float32", shape: [3], data: Float32Array.of(1, NaN, 1) });
  assertThrows(() => new CellposeNet(tf, changed), InputError, "output.2.bias that is not finite");
});
