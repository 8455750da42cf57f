import type { Field } from "../../../lib/image/field.ts";
import { boxes } from "../../../lib/segment/flows.ts";
import { expected, unpack } from "../../learn/cellpose/fixture.ts";

/**
 * A field of a case of the Cellpose fixture, with a nucleus of 3 × 3 px in the middle of the box of
 * each cell that the Python package finds, but for the first.
 */
export async function cellsOf(name: string) {
  const one = expected.cases.find((each) => each.name === name)!, { width, height } = one;
  const pixels = new Uint8Array(await unpack(one.image)), size = width * height;
  const channel = (name: string, at: number) => ({
    name,
    data: Uint16Array.from(pixels.subarray(at * size, (at + 1) * size)),
  });
  const masks = Int32Array.from(new Uint16Array(await unpack(one.masks)));
  const nuclei = new Int32Array(size), cells = boxes(masks, width, height);
  let label = 0;
  for (const { left, right, top, bottom } of cells.slice(1)) {
    const [x, y] = [(left + right) >> 1, (top + bottom) >> 1];
    label++;
    for (const dy of [-1, 0, 1]) {
      for (const dx of [-1, 0, 1]) nuclei[(y + dy) * width + x + dx] = label;
    }
  }
  const field: Field = {
    width,
    height,
    channels: [channel("Actin", 0), channel("DNA", 1)],
    pixelSize: NaN,
    where: { plate: "P1", well: "B02", site: 1 },
  };
  /** Whether a pixel of the package's masks lies in a cell that has a nucleus. */
  const left = (mask: number) => mask !== 0 && mask !== cells[0]!.label;
  return { field, nuclei, masks, left };
}
