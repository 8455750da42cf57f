import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { decodeTiff } from "../../image/tiff.ts";
import type { Bench } from "./bench.ts";
import sharp from "sharp";

const side = 1080, files = 8;

/** Reads 16-bit fields of 1080 × 1080 pixels, LZW as the screens of CPJUMP1 have them. */
export const tiffBench: Bench = {
  name: "tiff",
  what: "decoding LZW TIFF fields of 16 bits",
  target: 1.5,
  peer: {
    name: "libtiff by Pillow",
    packages: ["pillow==12.0.0", "numpy==2.3.5"],
    script: new URL("./tiff.py", import.meta.url),
  },
  prepare: async (folder) => {
    const paths: string[] = [];
    for (let i = 0; i < files; i++) {
      paths.push(`${folder}/${i}.tif`);
      await Deno.writeFile(paths[i] as string, await field(i));
    }
    return {
      input: `${files} fields of ${side} × ${side}`,
      run: async () => {
        let sum = 0;
        for (const path of paths) {
          const { data } = await decodeTiff(await Deno.readFile(path), 0, path);
          sum += data[0] as number;
          sum += data[data.length >> 1] as number;
        }
        return sum;
      },
      check: (ours, peer) => {
        if (String(ours) !== peer) {
          throw new InputError("Two readers differ", { found: [ours, peer] });
        }
      },
    };
  },
};

/** Blurred spots on a floor with the noise of a camera of 12 bits: packs about as real fields do. */
async function field(seed: number): Promise<Uint8Array> {
  const random = new Random(seed);
  const data = new Uint16Array(side * side);
  for (let i = 0; i < data.length; i++) data[i] = 200 + random.normal(0, 12);
  for (let spot = 0; spot < 150; spot++) {
    const x0 = random.integer(side), y0 = random.integer(side), r = 8 + random.integer(12);
    for (let y = Math.max(0, y0 - 2 * r); y < Math.min(side, y0 + 2 * r); y++) {
      for (let x = Math.max(0, x0 - 2 * r); x < Math.min(side, x0 + 2 * r); x++) {
        const light = 2500 * Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / (r * r));
        const at = y * side + x;
        data[at] = Math.min(65535, (data[at] as number) + light);
      }
    }
  }
  return await sharp(data, { raw: { width: side, height: side, channels: 1 } })
    .toColourspace("grey16").tiff({ compression: "lzw", predictor: "none" }).toBuffer();
}
