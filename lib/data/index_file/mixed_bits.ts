import { someNames } from "../../core/some_names.ts";
import { imageBits } from "../image_bits.ts";
import { parseImagePlace } from "../image_file.ts";
import type { FieldIndex } from "../index_file.ts";

/** Images of a plate and channel that have one number of bits. */
interface Alike {
  images: number;
  first: string;
}

/**
 * Says so where images of one plate and channel differ in the bits of their values: those of up to 8 bits are
 * spread over the full range, others taken as they stand, as of a camera of 12 bits, and what is measured
 * can be 16 times as large in one field as in its neighbour.
 *
 * Only headers are read, each file's once: about 0.1 ms a file on a disk of one's own. Of images in archives
 * nothing is known, and of those that cannot be read whoever reads them says so.
 *
 * @param index Fields and their channels.
 * @returns A sentence; undefined where no plate and channel has two kinds.
 *
 * @example
 * ```ts
 * import { mixedBits } from "./mixed_bits.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await mixedBits({ channels: ["DAPI"], fields: [] }), undefined);
 * ```
 */
export async function mixedBits({ channels, fields }: FieldIndex): Promise<string | undefined> {
  const known = new Map<string, number[]>(), kinds = new Map<string, Map<number, Alike>>();
  for (const { plate, files } of fields) {
    for (const channel of channels) {
      const place = files[channel];
      if (place === undefined) continue;
      const { path, page = 0 } = parseImagePlace(place);
      const pages = known.get(path) ?? await imageBits(path), bits = pages[page];
      known.set(path, pages);
      if (bits === undefined) continue;
      const name = `plate ${plate}, ${channel}`, seen = kinds.get(name) ?? new Map<number, Alike>();
      const { images, first } = seen.get(bits) ?? { images: 0, first: place };
      kinds.set(name, seen.set(bits, { images: images + 1, first }));
    }
  }
  const mixed = [...kinds].filter(([, seen]) => seen.size > 1)
    .map(([name, seen]) => `${name} (${sayKinds(seen)})`);
  if (mixed.length === 0) return undefined;
  return `Images of one plate and channel differ in the bits of their values: ${
    someNames(mixed, 3)
  }. ` +
    "Values of up to 8 bits are spread over the full range, others are taken as they stand, so one " +
    "brightness may be measured as two that differ 16-fold, or more. Take the images as the camera gave " +
    "them, or make an index of each kind.";
}

function sayKinds(seen: ReadonlyMap<number, Alike>): string {
  return [...seen].sort(([a], [b]) => a - b)
    .map(([bits, { images, first }]) => `${images} of ${bits} bits, such as ${first}`).join("; ");
}
