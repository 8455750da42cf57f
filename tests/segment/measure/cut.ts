import { boxes } from "../../../lib/segment/flows/boxes.ts";
import { type Region, regionCutter } from "../../../lib/segment/measure/region.ts";

/** The object that `#` draws, with a rim of background. */
export function drawnRegion(...rows: string[]): Region {
  const width = rows[0]!.length + 2, height = rows.length + 2;
  const labels = new Int32Array(width * height);
  rows.forEach((row, y) =>
    [...row].forEach((char, x) => labels[(y + 1) * width + x + 1] = char === "#" ? 1 : 0)
  );
  return regionCutter(labels, width, height)(boxes(labels, width, height)[0]!);
}
