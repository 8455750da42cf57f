import { InputError } from "../core/errors.ts";
import { checkField, type Field, type Where } from "./field.ts";
import { xmlTags } from "./ome/xml.ts";
import { greyOf } from "./grey.ts";
import type { DecodeOptions } from "./raw_image.ts";
import { decodeTiffPage } from "./tiff.ts";
import { type Directory, readDirectories } from "./tiff/directory.ts";

/** One image of an OME-TIFF, as the OME-XML in its first page describes it. */
export interface OmeImage {
  /** Names of the channels; `C1`, `C2`, … where the file has none. */
  channels: string[];
  /** Focal planes. */
  sizeZ: number;
  /** Points in time. */
  sizeT: number;
  /** Side of a pixel, µm; NaN where it is not written, or in a unit that is no length. */
  pixelSize: number;
  /** Page of each plane `[t × z × channel]`; -1 for a plane that the file does not hold. */
  pages: Int32Array;
  /** Whether the description speaks of planes in other files too. */
  spread: boolean;
}

/** Which plane of an OME-TIFF is read. */
export interface OmePlane extends DecodeOptions {
  /** 0-based focal plane; defaults to 0. */
  z?: number;
  /** 0-based point in time; defaults to 0. */
  t?: number;
}

/** Units of length of the OME model, µm. */
const units: Record<string, number> = {
  ...{ m: 1e6, dm: 1e5, cm: 1e4, mm: 1e3, µm: 1, "μm": 1, um: 1, nm: 1e-3, pm: 1e-6 },
  ...{ Å: 1e-4, in: 25400 },
};

/**
 * The description in an OME-TIFF: channels, pixel size, and the page of every plane.
 *
 * Source: OME-TIFF specification, Open Microscopy Environment, schema 2016-06.
 *
 * @param bytes The whole file.
 * @param options Name of the file.
 * @returns The first image of the description, or undefined where the TIFF has none.
 * @throws {InputError} if the file is no TIFF, or the description makes no sense.
 *
 * @example
 * ```ts
 * import { readOme } from "./ome.ts";
 * import { encodeTiff } from "./tiff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plain = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
 * assertEquals(readOme(plain), undefined);
 * ```
 */
export function readOme(bytes: Uint8Array, options: DecodeOptions = {}): OmeImage | undefined {
  return omeOf(readDirectories(bytes, options.file).pages, options);
}

/**
 * The description of {@link readOme}, from the pages of a TIFF that is read already.
 *
 * @param pages All pages.
 * @param options Name of the file.
 * @throws {InputError} if the description makes no sense.
 *
 * @example
 * ```ts
 * import { omeOf } from "./ome.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(omeOf([{ numbers: () => undefined, text: () => "no XML" }]), undefined);
 * ```
 */
export function omeOf(
  pages: readonly Directory[],
  options: DecodeOptions = {},
): OmeImage | undefined {
  const text = pages[0]?.text(270);
  if (text === undefined || !/<(?:\w+:)?OME[\s>]/.test(text)) return undefined;
  return parseOme(text, options.file);
}

function parseOme(text: string, file: string | undefined): OmeImage | undefined {
  let pixels: Record<string, string> | undefined;
  const channels: string[] = [];
  const blocks: Record<string, string>[] = [];
  const names = new Set<string>();
  for (const { name, attributes } of xmlTags(text)) {
    if (name === "Pixels") {
      if (pixels !== undefined) break;
      pixels = attributes;
    }
    if (pixels === undefined) continue;
    if (name === "Channel") channels.push(attributes.Name || `C${channels.length + 1}`);
    else if (name === "TiffData") blocks.push(attributes);
    else if (name === "UUID" && attributes.FileName !== undefined) names.add(attributes.FileName);
  }
  if (pixels === undefined) return undefined;
  const size = (name: string) => whole(pixels[name], `Size of ${name}`, file);
  const [sizeC, sizeZ, sizeT] = [size("SizeC"), size("SizeZ"), size("SizeT")];
  const order = pixels.DimensionOrder ?? "XYCZT";
  if (!/^XY(?:CZT|CTZ|ZCT|ZTC|TCZ|TZC)$/.test(order) || sizeC * sizeZ * sizeT > 1e6) {
    throw wrong(`${order}, ${sizeC} × ${sizeZ} × ${sizeT} planes`, file);
  }
  while (channels.length < sizeC) channels.push(`C${channels.length + 1}`);
  const unit = units[pixels.PhysicalSizeXUnit ?? "µm"] ?? NaN;
  const x = Number(pixels.PhysicalSizeX ?? NaN) * unit;
  return {
    channels: channels.slice(0, sizeC).map((name, i, all) =>
      all.indexOf(name) === i ? name : `${name} (${i + 1})`
    ),
    sizeZ,
    sizeT,
    pixelSize: x > 0 ? x : NaN,
    pages: pagesOf(blocks, { C: sizeC, Z: sizeZ, T: sizeT }, order, file),
    spread: names.size > 1,
  };
}

/** The page of each plane, `[t × z × channel]`, from the blocks of pages that the description lists. */
function pagesOf(
  blocks: Record<string, string>[],
  sizes: Record<string, number>,
  order: string,
  file: string | undefined,
): Int32Array {
  const axes = [...order.slice(2)];
  const count = axes.reduce((product, axis) => product * (sizes[axis] as number), 1);
  const pages = new Int32Array(count).fill(-1);
  let told = 0;
  for (const block of blocks.length > 0 ? blocks : [{} as Record<string, string>]) {
    const number = (name: string, fallback: number) =>
      block[name] === undefined ? fallback : whole(block[name], name, file, 0);
    const page = number("IFD", 0);
    let first = 0, stride = 1;
    for (const axis of axes) {
      first += stride * number(`First${axis}`, 0);
      stride *= sizes[axis] as number;
    }
    const planes = number("PlaneCount", block.IFD === undefined ? count : 1);
    told += Math.min(planes, count);
    if (told > 2 * count) throw wrong(`planes named twice, ${count} in all`, file);
    for (let k = 0; k < planes && first + k < count; k++) {
      const at: Record<string, number> = {};
      let rest = first + k;
      for (const axis of axes) {
        at[axis] = rest % (sizes[axis] as number);
        rest = Math.floor(rest / (sizes[axis] as number));
      }
      const { C = 0, Z = 0, T = 0 } = at;
      pages[(T * (sizes.Z as number) + Z) * (sizes.C as number) + C] = page + k;
    }
  }
  return pages;
}

/**
 * A field from one OME-TIFF that holds all its channels: names, pixel size and order of the planes as
 * its description says.
 *
 * @param bytes The whole file.
 * @param where Where in the screen it was taken.
 * @param options Focal plane, point in time, name of the file.
 * @throws {InputError} if the file is damaged or no OME-TIFF, if its planes lie in several files, or if
 * it has no such plane.
 *
 * @example
 * ```ts
 * import { decodeOmeField } from "./ome.ts";
 * import { encodeTiff } from "./tiff.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const plain = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
 * const where = { plate: "P1", well: "A01", site: 1 };
 * assertThrows(() => decodeOmeField(plain, where), Error, "no OME-XML");
 * ```
 */
export function decodeOmeField(bytes: Uint8Array, where: Where, options: OmePlane = {}): Field {
  const ome = readOme(bytes, options);
  if (ome === undefined) throw wrong("no OME-XML in its first page", options.file);
  if (ome.spread) throw wrong("planes in several files", options.file);
  const images = ome.channels.map((_, channel) =>
    greyOf(decodeTiffPage(bytes, omePage(ome, channel, options), options), "TIFF", options.file)
  );
  const [first] = images;
  return checkField({
    width: first?.width ?? 0,
    height: first?.height ?? 0,
    channels: images.map(({ data }, i) => ({ name: ome.channels[i] as string, data })),
    pixelSize: ome.pixelSize,
    where,
  });
}

/**
 * The page that holds a plane.
 *
 * @param ome From `readOme`.
 * @param channel 0-based channel.
 * @param options Focal plane, point in time, name of the file.
 * @throws {InputError} if there is no such plane.
 *
 * @example
 * ```ts
 * import { omePage } from "./ome.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pages = new Int32Array([0, 2, 1, 3]);
 * const sizes = { channels: ["a", "b"], sizeZ: 2, sizeT: 1, pixelSize: NaN, spread: false };
 * assertEquals(omePage({ ...sizes, pages }, 1, { z: 0 }), 2);
 * ```
 */
export function omePage(ome: OmeImage, channel: number, options: OmePlane = {}): number {
  const { z = 0, t = 0, file } = options;
  const inside = [[channel, ome.channels.length], [z, ome.sizeZ], [t, ome.sizeT]] as const;
  const page = inside.every(([at, size]) => Number.isInteger(at) && at >= 0 && at < size)
    ? ome.pages[(t * ome.sizeZ + z) * ome.channels.length + channel] as number
    : -1;
  if (page >= 0) return page;
  throw new InputError("An OME-TIFF does not hold the plane that is asked for", {
    ...(file === undefined ? {} : { file }),
    found: `channel ${channel}, z ${z}, t ${t}`,
    allowed: `${ome.channels.length} channels, ${ome.sizeZ} planes, ${ome.sizeT} times, from 0`,
  });
}

function whole(
  text: string | undefined,
  name: string,
  file: string | undefined,
  least = 1,
): number {
  const value = Number(text);
  if (text !== undefined && Number.isInteger(value) && value >= least && value <= 1e6) return value;
  throw wrong(`${name} ${text ?? "missing"}`, file);
}

function wrong(found: string, file: string | undefined): InputError {
  return new InputError("Cannot read an OME-TIFF", {
    ...(file === undefined ? {} : { file }),
    found,
    allowed: "an OME-XML description of the planes in this file",
  });
}
