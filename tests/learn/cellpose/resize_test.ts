import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { resizeLinear } from "../../../lib/learn/cellpose/resize.ts";
import { expected, largestDifference, unpack } from "./fixture.ts";

const data = new Float32Array(await unpack(expected.resize.picture));
const picture = { width: 17, height: 13, channels: 2, data };

for (const { width, height, values } of expected.resize.resized) {
  Deno.test(`resizeLinear() to ${width} × ${height} equals OpenCV`, async () => {
    const resized = resizeLinear(picture, width, height);
    assertEquals([resized.width, resized.height, resized.channels], [width, height, 2]);
    const off = largestDifference(resized.data, new Float32Array(await unpack(values)));
    assert(off < 2e-6, `largest difference ${off}`);
  });
}

Deno.test("resizeLinear() hands back an image that has the size already", () => {
  assertStrictEquals(resizeLinear(picture, 17, 13), picture);
});
