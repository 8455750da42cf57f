import { InputError } from "../../core/errors.ts";
import type { Directory } from "./directory.ts";

/** Bits of tag 254 (NewSubfileType): a smaller version of another page, a mask of transparency. */
const besides = 1 | 4;

/**
 * Numbers of the pages that are images of their own, and no thumbnail or mask of another one.
 *
 * Source: TIFF 6.0, section 8, NewSubfileType.
 *
 * @param pages All pages of a TIFF.
 *
 * @example
 * ```ts
 * import { wholePages } from "./only_page.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = (kind: number) => ({ numbers: () => [kind], text: () => undefined });
 * assertEquals(wholePages([page(0), page(1), page(2)]), [0, 2]);
 * ```
 */
export function wholePages(pages: readonly Directory[]): number[] {
  return [...pages.keys()].filter((page) =>
    ((pages[page]?.numbers(254)?.[0] ?? 0) & besides) === 0
  );
}

/**
 * The page of a TIFF that is meant where none is named: its only one, thumbnails and masks aside. Of several
 * none is taken for the others.
 *
 * @param pages All pages of the TIFF.
 * @param file Its name, for messages.
 * @throws {InputError} for several, saying how one is named.
 *
 * @example
 * ```ts
 * import { onlyPage } from "./only_page.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const page = { numbers: () => undefined, text: () => undefined };
 * assertEquals(onlyPage([page]), 0);
 * assertThrows(() => onlyPage([page, page], "a.tif"), Error, 'a.tif: found "2 pages"');
 * ```
 */
export function onlyPage(pages: readonly Directory[], file?: string): number {
  const [page = 0, ...others] = wholePages(pages);
  if (others.length === 0) return page;
  throw new InputError("Cannot read a TIFF: nothing says which page is meant", {
    ...(file === undefined ? {} : { file }),
    found: `${others.length + 1} pages`,
    allowed: "one page",
    hint: `An index names one by its number from 0, ${file ?? "stack.tif"}#0, as c2s index ` +
      "--channels writes it; elsewhere save each page as a file of its own",
  });
}
