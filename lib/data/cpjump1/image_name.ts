import { InputError } from "../../core/errors.ts";

/**
 * The fluorescent channels of CPJUMP1 by their number in the file name, from ch1.
 *
 * The data set's README gives the filter of each number (Image metadata: ch01 Alexa 647, ch02 Alexa
 * 568, ch03 Alexa 488 long, ch04 Alexa 488, ch05 Hoechst 33342;
 * https://github.com/jump-cellpainting/2024_Chandrasekaran_NatureMethods), and the Cell Painting
 * protocol the stain of each filter (Cimini et al., Nature Protocols 2023): MitoTracker Deep Red,
 * phalloidin and WGA (actin, Golgi, plasma membrane), SYTO 14 (nucleoli and cytoplasmic RNA),
 * concanavalin A (endoplasmic reticulum), Hoechst.
 */
export const cpjump1Channels = ["Mito", "AGP", "RNA", "ER", "DNA"] as const;

/** What the name of a CPJUMP1 image says. */
export interface Cpjump1Image {
  /** Row of the plate, from 1 (A) to 16 (P). */
  row: number;
  /** Column of the plate, 1 to 24. */
  column: number;
  /** Well, for example `D14`. */
  well: string;
  /** Site (field) within the well, from 1. */
  site: number;
  /** Focal plane, from 1. */
  plane: number;
  /** Number of the channel, 1 to 8. */
  channelNumber: number;
  /** Stain of {@link cpjump1Channels}, or `Brightfield1` to `3` for the channels 6 to 8. */
  channel: string;
}

/**
 * Reads the name of a CPJUMP1 image.
 *
 * @param name File name, folders before it are ignored.
 * @throws {InputError} for a name of another form or a place that a 384-well plate does not have.
 *
 * @example
 * ```ts
 * import { parseImageName } from "./image_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = parseImageName("r04c14f05p01-ch1sk1fk1fl1.tiff");
 * assertEquals([image.well, image.site, image.channel], ["D14", 5, "Mito"]);
 * ```
 */
export function parseImageName(name: string): Cpjump1Image {
  const match = /(?:^|[/\\])r(\d\d)c(\d\d)f(\d\d)p(\d\d)-ch(\d\d?)sk\d+fk\d+fl\d+\.tiff?$/.exec(
    name,
  );
  const [row, column, site, plane, channelNumber] = (match ?? []).slice(1).map(Number);
  if (
    row === undefined || column === undefined || site === undefined || plane === undefined ||
    channelNumber === undefined || !within(row, 16) || !within(column, 24) || site < 1 ||
    !within(channelNumber, 8)
  ) {
    throw new InputError("This is no name of a CPJUMP1 image", {
      found: name,
      allowed: "r01…r16 c01…c24 f01… p01…-ch1…8 as in r04c14f05p01-ch1sk1fk1fl1.tiff",
    });
  }
  const well = String.fromCharCode(64 + row) + String(column).padStart(2, "0");
  const channel = cpjump1Channels[channelNumber - 1] ?? `Brightfield${channelNumber - 5}`;
  return { row, column, well, site, plane, channelNumber, channel };
}

function within(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}
