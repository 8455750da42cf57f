import { assertEquals } from "@std/assert";
import { dilate, disk, erode } from "../../../../lib/segment/measure/granularity/morphology.ts";

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
