import sharp from "sharp";
import { decodeImage } from "../../../lib/image/decode.ts";

/** Writes an image anew with 8 bits, as much brighter as its brightest pixel allows. */
export async function saveAs8Bits(file: string): Promise<void> {
  const { width, height, data } = decodeImage(await Deno.readFile(file));
  const most = data.reduce((most, value) => Math.max(most, value), 1);
  const grey = Uint8Array.from(data, (value) => Math.round(255 * value / most));
  const image = sharp(grey, { raw: { width, height, channels: 1 } }).toColourspace("b-w");
  await Deno.writeFile(file, await image.tiff({ compression: "lzw" }).toBuffer());
}
