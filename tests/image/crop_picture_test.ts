import { assertEquals } from "@std/assert";
import { cropPicture } from "../../lib/image/crop_picture.ts";

const width = 4, height = 3;
const data = new Uint8ClampedArray(4 * width * height)
  .map((_, i) => i % 4 === 3 ? 255 : 10 * (i >> 2) + i % 4);
const picture = { width, height, data };

/** The red value of each pixel. */
function reds(left: number, top: number, width: number, height: number): number[] {
  const { data } = cropPicture(picture, { left, top, width, height });
  return Array.from({ length: width * height }, (_, i) => data[4 * i]!);
}

Deno.test("cropPicture() cuts a rectangle and leaves the picture as it is", () => {
  const before = data.slice();
  assertEquals(reds(1, 1, 2, 2), [50, 60, 90, 100]);
  const whole = cropPicture(picture, { left: 0, top: 0, width, height });
  assertEquals(whole, picture);
  whole.data.fill(7);
  assertEquals(data, before);
});

Deno.test("cropPicture() is black over every edge, and all black where nothing is inside", () => {
  assertEquals(reds(-1, -1, 2, 2), [0, 0, 0, 0]);
  assertEquals(reds(-1, 0, 2, 2), [0, 0, 0, 40]);
  assertEquals(reds(3, 2, 2, 2), [110, 0, 0, 0]);
  for (const [left, top] of [[-9, 0], [9, 0], [0, 9], [0, -9]] as const) {
    const { data } = cropPicture(picture, { left, top, width: 2, height: 1 });
    assertEquals([...data], [0, 0, 0, 255, 0, 0, 0, 255]);
  }
});
