import { damaged } from "../raw_image.ts";
import type { Directory } from "./directory.ts";

/**
 * The planes of a TIFF of one directory as pages, where others lie behind the one that it describes: MetaMorph
 * writes stacks so (`.stk`, tag 33629, UIC2), and ImageJ those of more than 4 GB (`images=N` in its text).
 *
 * Of ImageJ's text the file must hold as many planes as it says, because other programs copy the text into
 * files of one plane.
 *
 * Sources: "MetaMorph Stack (STK) Image File Format", Universal Imaging Corporation; ImageJ, `TiffEncoder`.
 *
 * @param page The one directory.
 * @param fileBytes Bytes of the file.
 * @param file Its name, for messages.
 * @returns One page a plane; the directory alone where it is no stack.
 * @throws {InputError} for a stack of MetaMorph that is compressed or cut off.
 *
 * @example
 * ```ts
 * import { stackedPlanes } from "./stacked_planes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tags: Record<number, number[]> = { 273: [8], 279: [40] };
 * const text = () => "ImageJ=1.54f\nimages=3\nslices=3\n";
 * const planes = stackedPlanes({ numbers: (tag) => tags[tag], text }, 128);
 * assertEquals(planes.map((plane) => plane.numbers(273)), [[8], [48], [88]]);
 * ```
 */
export function stackedPlanes(page: Directory, fileBytes: number, file?: string): Directory[] {
  const metaMorph = page.numbers(33629)?.length ?? 1;
  const count = metaMorph > 1 ? metaMorph : imagesOfImageJ(page);
  if (count < 2) return [page];
  const offsets = page.numbers(273) ?? [], lengths = page.numbers(279) ?? [];
  const first = offsets[0] ?? 0, last = offsets.length - 1;
  const bytes = (offsets[last] ?? 0) + (lengths[last] ?? 0) - first;
  const plain = (page.numbers(259)?.[0] ?? 1) === 1 && bytes > 0;
  if (plain && first + count * bytes <= fileBytes) {
    return Array.from({ length: count }, (_, plane) => ({
      numbers: (tag) => {
        const values = page.numbers(tag);
        return tag === 273 ? values?.map((offset) => offset + plane * bytes) : values;
      },
      text: page.text,
    }));
  }
  if (metaMorph < 2) return [page];
  const found = plain ? `${fileBytes} bytes for ${count} planes of ${bytes}` : `${count} planes`;
  throw damaged("MetaMorph stack", file, found, "whole planes without compression");
}

function imagesOfImageJ(page: Directory): number {
  const text = page.text(270);
  if (text?.startsWith("ImageJ=") !== true) return 1;
  return Number(/^images=(\d+)\s*$/m.exec(text)?.[1] ?? 1);
}
