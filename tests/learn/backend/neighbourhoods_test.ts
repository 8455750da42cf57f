import { assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { neighbourhoods } from "../../../lib/learn/backend/neighbourhoods.ts";

for (const backend of [undefined, "cpu"] as const) {
  Deno.test(`neighbourhoods come row by row, channels together (${backend ?? "best"} backend)`, async () => {
    const { tf } = await openBackend({ log: () => {}, ...(backend && { backend }) });
    const [n, height, width, channels] = [2, 3, 4, 2] as const;
    const at = (i: number, y: number, x: number, c: number) =>
      y < 0 || x < 0 || y >= height || x >= width ? 0 : 1000 * i + 100 * y + 10 * x + c + 1;
    const image = (i: number) =>
      Array.from({ length: height * width * channels }, (_, at_) => {
        const pixel = Math.floor(at_ / channels);
        return at(i, Math.floor(pixel / width), pixel % width, at_ % channels);
      });
    const maps = tf.tensor4d([0, 1].flatMap(image), [n, height, width, channels]);
    for (const size of [[1, 1], [3, 3], [1, 3], [5, 1]] as const) {
      const wide = neighbourhoods(tf, maps, size), [rows, columns] = size;
      assertEquals(wide.shape, [n, height, width, rows * columns * channels]);
      const expected: number[] = [];
      for (let i = 0; i < n; i++) {
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            for (let r = 0; r < rows; r++) {
              for (let k = 0; k < columns; k++) {
                for (let c = 0; c < channels; c++) {
                  expected.push(at(i, y + r - (rows >> 1), x + k - (columns >> 1), c));
                }
              }
            }
          }
        }
      }
      assertEquals([...wide.dataSync()], expected);
      if (wide !== maps) wide.dispose();
    }
    maps.dispose();
  });
}
