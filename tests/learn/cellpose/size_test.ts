import { assertAlmostEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { diameterOfStyle, readSizeModel } from "../../../lib/learn/cellpose/size.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { expected, fixture } from "./fixture.ts";

const model = readSizeModel(readCheckpoint(await fixture("size_tiny.npy")));

Deno.test("diameterOfStyle() equals the Python package", () => {
  const style = Float32Array.from(expected.cases[0]!.style);
  assertAlmostEquals(diameterOfStyle(model, style), expected.size.byStyle, 1e-3);
});

Deno.test("diameterOfStyle() refuses the style of another network", () => {
  assertThrows(() => diameterOfStyle(model, new Float32Array(5)), InputError, "another network");
});

Deno.test("readSizeModel() refuses other files", async () => {
  const other = readCheckpoint(await fixture("random.pth"));
  assertThrows(() => readSizeModel(other, "random.pth"), InputError, "random.pth");
});
