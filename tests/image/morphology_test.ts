import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { dilate, disk, erode } from "../../lib/image/morphology.ts";

Deno.test("erode() with a disk keeps a bright disk's centre only", () => {
  const size = 9, image = new Float64Array(size * size);
  for (let i = 0; i < image.length; i++) {
    const x = i % size - 4, y = Math.floor(i / size) - 4;
    image[i] = x * x + y * y <= 9 ? 7 : 0;
  }
  const eroded = erode(image, size, size, disk(3));
  assertEquals([...eroded.keys()].filter((i) => eroded[i] === 7), [40]);
  assertEquals(dilate(eroded, size, size, disk(3)), image);
});

Deno.test("erode() takes the least value of the element's pixels within the image, also in 16 bits", () => {
  const random = new Random(4);
  for (const [width, height, radius] of [[9, 7, 2], [3, 8, 6], [1, 5, 1], [6, 1, 4]] as const) {
    const image = Uint16Array.from({ length: width * height }, () => random.integer(65536));
    const expected = image.map((_, i) => {
      const around = image.filter((_, k) => {
        const dx = k % width - i % width, dy = Math.floor(k / width) - Math.floor(i / width);
        return dx * dx + dy * dy <= radius * radius;
      });
      return Math.min(...around);
    });
    assertEquals(erode(image, width, height, disk(radius)), expected);
    const real = erode(Float64Array.from(image), width, height, disk(radius));
    assertEquals(real, Float64Array.from(expected));
  }
});

Deno.test("erode() takes an element that is not the same upside down as it stands", () => {
  const image = new Float64Array([5, 1, 7, 8, 3, 4]);
  assertEquals([...erode(image, 2, 3, [0, 0, 1])], [5, 1, 3, 1, 3, 4]);
});
