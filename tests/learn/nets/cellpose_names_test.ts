import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { type CheckpointTensor, readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { cellposeNames, matchCellpose } from "../../../lib/learn/nets/cellpose_names.ts";
import { fixture } from "../cellpose/fixture.ts";

const { tensors } = readCheckpoint(await fixture("random.pth"));
const shape = { channels: [2, 3, 4, 5, 6], maps: 3, side: 3 };

/** The tensors of the fixture, some of them others; undefined takes one away. */
function changed(changes: Record<string, CheckpointTensor | undefined>) {
  const all = new Map(tensors);
  for (const [name, tensor] of Object.entries(changes)) {
    if (tensor === undefined) all.delete(name);
    else all.set(name, tensor);
  }
  return all;
}
const filled = (shape: number[], value = 0): CheckpointTensor => ({
  kind: "float32",
  shape,
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

Deno.test("cellposeNames() are those that the Python package writes", () => {
  const written = [...tensors].filter(([name]) => !/num_batches_tracked|^diam_/.test(name));
  assertEquals(
    new Map(written.map(([name, { shape }]) => [name, shape])),
    cellposeNames(shape),
  );
});

Deno.test("cellposeNames() follows the number of levels, maps and the side of the kernels", () => {
  const names = cellposeNames({ channels: [1, 8, 16], maps: 4, side: 5 });
  assertEquals(names.get("downsample.down.res_down_0.conv.conv_0.2.weight"), [8, 1, 5, 5]);
  assertEquals(names.get("downsample.down.res_down_1.proj.1.weight"), [16, 8, 1, 1]);
  assertEquals(names.has("downsample.down.res_down_2.proj.1.weight"), false);
  // The lowest level has none below it from which it could get fewer.
  assertEquals(names.get("upsample.up.res_up_1.conv.conv_0.2.weight"), [16, 16, 5, 5]);
  assertEquals(names.get("upsample.up.res_up_0.conv.conv_1.full.weight"), [8, 16]);
  assertEquals(names.get("output.2.weight"), [4, 8, 1, 1]);
});

Deno.test("matchCellpose() finds the size of the network and gives its numbers by name", () => {
  const found = matchCellpose(tensors);
  assertEquals(found.shape, shape);
  assertEquals(found.numbers.get("output.2.bias"), tensors.get("output.2.bias")!.data);
  assertEquals([...found.numbers.get("diam_mean")!], [30]);
  const counters = [...found.numbers.keys()].filter((name) => name.includes("num_batches"));
  assertEquals(counters, []);
});

Deno.test("matchCellpose() takes names with the prefix of training on several cards", () => {
  const prefixed = new Map([...tensors].map(([name, tensor]) => [`module.${name}`, tensor]));
  assertEquals(matchCellpose(prefixed), matchCellpose(tensors));
});

Deno.test("matchCellpose() does without diameters and counters", () => {
  const bare = [...tensors].filter(([name]) => !/num_batches_tracked|^diam_/.test(name));
  const { numbers } = matchCellpose(new Map(bare));
  assertEquals([...numbers.keys()].sort(), [...cellposeNames(shape).keys()].sort());
});

Deno.test("matchCellpose() names each tensor that is missing, unknown, or of another shape", () => {
  const wrong = changed({
    "output.2.bias": undefined,
    "head.weight": filled([7]),
    "output.0.bias": filled([9]),
  });
  const { message } = assertThrows(() => matchCellpose(wrong, "mine.pth"), InputError, "mine.pth");
  assertStringIncludes(message, "1 tensors missing: output.2.bias [3]");
  assertStringIncludes(message, "1 tensors not known: head.weight [7]");
  assertStringIncludes(message, "1 tensors of another shape: output.0.bias [9] instead of [3]");
});

Deno.test("matchCellpose() names eight of many, and says how many more there are", () => {
  const others = Array.from({ length: 11 }, (_, i) => [`extra_${i}`, filled([1])] as const);
  const { message } = assertThrows(
    () => matchCellpose(changed(Object.fromEntries(others))),
    InputError,
  );
  assertStringIncludes(message, "11 tensors not known: extra_0 [1], ");
  assertStringIncludes(message, "extra_7 [1] and 3 more");
  assert(!message.includes("extra_8"));
});

Deno.test("matchCellpose() refuses other networks by the names that they have", () => {
  const other = new Map([["conv1.weight", filled([1])]]);
  assertThrows(() => matchCellpose(other), InputError, 'found "conv1.weight"');
  const first = "downsample.down.res_down_0.conv.conv_0.2.weight";
  // One axis too few, and a kernel without pixels.
  for (const sizes of [[3, 2, 3], [3, 2, 0, 0]]) {
    assertThrows(() => matchCellpose(changed({ [first]: filled(sizes) })), InputError, "1 to 3");
  }
});

Deno.test("matchCellpose() refuses numbers that are not finite, diameters too", () => {
  for (const name of ["output.2.bias", "diam_mean"]) {
    for (const value of [NaN, Infinity]) {
      const bad = changed({ [name]: filled(tensors.get(name)!.shape, value) });
      assertThrows(() => matchCellpose(bad), InputError, `a number in ${name} that is not finite`);
    }
  }
});
