import { encodeTiff } from "../../../lib/image/tiff.ts";
import { discs } from "../../learn/discs.ts";

/** A folder with images of discs and their labels, removed at the end of its block. */
export async function writeDiscs(count: number) {
  const root = await Deno.makeTempDir();
  const folder = {
    root,
    images: `${root}/images`,
    labels: `${root}/labels`,
    names: Array.from({ length: count }, (_, i) => `field${i}`),
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
  await Deno.mkdir(folder.images);
  await Deno.mkdir(folder.labels);
  for (const [i, name] of folder.names.entries()) {
    const { image, labels } = discs(64, 64, 5, 8, i);
    const drawn = { ...image, data: Uint16Array.from(labels) };
    await Deno.writeFile(`${folder.images}/${name}.tif`, await encodeTiff(image));
    await Deno.writeFile(`${folder.labels}/${name}.tif`, await encodeTiff(drawn));
  }
  return folder;
}
