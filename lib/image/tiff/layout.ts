import { InputError } from "../../core/errors.ts";
import { checkSize, damaged, type DecodeOptions, type RawImage } from "../raw_image.ts";
import type { Directory } from "./directory.ts";

/** How values are stored. */
export type SampleKind = "unsigned" | "signed" | "float";

/** How the pixels of one page lie in the file. */
export interface Layout {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Bits of a value. */
  bits: number;
  /** Kind of number. */
  kind: SampleKind;
  /** Values of a pixel. */
  samples: number;
  /** Whether each plane lies on its own, rather than the values of a pixel together. */
  planar: boolean;
  /** What the planes mean. */
  meaning: RawImage["meaning"];
  /** Whether 0 is meant to be white and the greatest value black: WhiteIsZero. */
  whiteIsZero: boolean;
  /** 1 none, 5 LZW, 8 and 32946 deflate, 32773 PackBits. */
  compression: number;
  /** Whether each value is stored as the difference to its left neighbour. */
  predictor: boolean;
  /** Size of a strip or tile in pixels. */
  block: { width: number; height: number };
  /** Strips or tiles across and down. */
  grid: { across: number; down: number };
  /** Where each strip or tile begins. */
  offsets: number[];
  /** Bytes of each strip or tile. */
  lengths: number[];
}

/** Most bytes that one packed byte can become; what a page claims is held against it. */
const growth: Record<number, number> = { 1: 1, 5: 2560, 8: 1032, 32773: 64, 32946: 1032 };

const compressions: Record<number, string> = {
  2: "CCITT",
  3: "CCITT",
  4: "CCITT",
  6: "JPEG",
  7: "JPEG",
  34712: "JPEG 2000",
  50000: "Zstandard",
};

/**
 * Reads how the pixels of a page lie in the file, and checks that the file can hold them.
 *
 * @param page Tags of the page.
 * @param fileBytes Bytes of the whole file.
 * @param options File, limit.
 * @throws {InputError} where tags are missing or make no sense, or the kind is one that is not read.
 *
 * @example
 * ```ts
 * import { encodeTiff } from "../tiff.ts";
 * import { readDirectories } from "./directory.ts";
 * import { readLayout } from "./layout.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = await encodeTiff({ width: 5, height: 2, data: new Uint16Array(10) });
 * const { width, bits, compression } = readLayout(readDirectories(bytes).pages[0]!, bytes.length);
 * assertEquals([width, bits, compression], [5, 16, 8]);
 * ```
 */
export function readLayout(
  page: Directory,
  fileBytes: number,
  options: DecodeOptions = {},
): Layout {
  const { file } = options;
  const one = (tag: number, fallback?: number): number => {
    const value = page.numbers(tag)?.[0] ?? fallback;
    if (value === undefined || !Number.isInteger(value) || value < 0) {
      throw damaged("TIFF", file, `${value ?? "nothing"} in tag ${tag}`, "a whole number");
    }
    return value;
  };
  const width = one(256), height = one(257), samples = one(277, 1);
  checkSize("TIFF", width, height * Math.max(1, samples), options);
  const { bits, kind } = readKind(page, samples, options);
  const compression = one(259, 1);
  const ratio = growth[compression];
  if (ratio === undefined) {
    const name = compressions[compression];
    throw unread(file, `${name === undefined ? "" : `${name}, `}compression ${compression}`);
  }
  if (one(266, 1) !== 1) throw unread(file, "bits in reverse order");
  const predictor = one(317, 1);
  const plain = bits === 8 || bits === 16 || (bits === 32 && kind !== "float");
  if (predictor > 2 || (predictor === 2 && !plain)) {
    throw unread(file, `predictor ${predictor} of ${bits} bits`);
  }
  const planar = samples > 1 && one(284, 1) === 2;
  const tiled = page.numbers(322) !== undefined;
  const block = tiled
    ? { width: one(322), height: one(323) }
    : { width, height: Math.max(1, Math.min(height, one(278, height))) };
  if (block.width < 1 || block.height < 1 || block.width * block.height > 2 ** 28) {
    throw damaged("TIFF", file, `tiles of ${block.width} × ${block.height} pixels`);
  }
  const grid = { across: Math.ceil(width / block.width), down: Math.ceil(height / block.height) };
  const blocks = grid.across * grid.down * (planar ? samples : 1);
  const rowBytes = Math.ceil(block.width * bits * (planar ? 1 : samples) / 8);
  const claimed = blocks * rowBytes * block.height;
  if (claimed > Math.max(64, ratio) * fileBytes) {
    throw damaged("TIFF", file, `${fileBytes} bytes for ${width} × ${height} pixels`);
  }
  const offsets = page.numbers(tiled ? 324 : 273) ?? page.numbers(273);
  if (offsets === undefined || offsets.length < blocks) {
    throw damaged("TIFF", file, `${offsets?.length ?? 0} strips or tiles`, String(blocks));
  }
  const lengths = page.numbers(tiled ? 325 : 279) ?? page.numbers(279) ??
    (compression === 1
      ? offsets.map((from) => Math.max(0, Math.min(rowBytes * block.height, fileBytes - from)))
      : []);
  if (lengths.length < blocks) throw damaged("TIFF", file, `${lengths.length} lengths of strips`);
  const photometric = one(262, 1);
  const meaning = photometric === 3 ? "palette" : samples === 1 ? "grey" : "colour";
  return {
    ...{ width, height, bits, kind, samples, planar, meaning, compression, block, grid },
    ...{ whiteIsZero: photometric === 0, predictor: predictor === 2, offsets, lengths },
  };
}

function readKind(
  page: Directory,
  samples: number,
  { file }: DecodeOptions,
): { bits: number; kind: SampleKind } {
  const all = page.numbers(258) ?? [1], formats = page.numbers(339) ?? [1];
  const bits = all[0] ?? 1, format = formats[0] ?? 1;
  if (samples < 1 || samples > 4096) throw damaged("TIFF", file, `${samples} values a pixel`);
  if (all.some((value) => value !== bits) || formats.some((value) => value !== format)) {
    throw unread(file, `planes of different kind (${all.join(", ")} bits)`);
  }
  const kind = ({ 1: "unsigned", 2: "signed", 3: "float", 4: "unsigned" } as const)[format];
  const known = kind === "unsigned"
    ? (bits >= 1 && bits <= 16) || bits === 32 || bits === 64
    : kind === "signed"
    ? [8, 16, 32, 64].includes(bits)
    : kind === "float" && [32, 64].includes(bits);
  if (kind === undefined || !known) {
    const name = { 1: "whole", 2: "signed whole", 3: "floating-point" }[format];
    const found = name === undefined
      ? `${bits} bits, format ${format}`
      : `${name}, of ${bits} bits`;
    throw unread(
      file,
      `values that are ${found}`,
      "Save its values as whole numbers of 16 or 32 bits",
    );
  }
  return { bits, kind };
}

function unread(
  file: string | undefined,
  found: string,
  hint = "Save it again without compression",
): InputError {
  return new InputError("Cannot read a TIFF", {
    ...(file === undefined ? {} : { file }),
    found,
    allowed: "values of 1 to 16, 32 or 64 bits, uncompressed, LZW, deflate or PackBits",
    hint,
  });
}
