/** Endings of images and of label images. */
const ending = /(\.(ome|tiff?|png|jpe?g|bmp|gif|npy|flex|dib|gz|zip))+$/;
/** A channel at the end, such as `_w1`, `-ch01sk1fk1fl1`, `_c3`, `_channel 2`, and a GUID or hash behind it. */
const channelNumber =
  /[_\-. ](w|ch?|channel[_\-. ]?)\d{1,2}((sk|fk|fl)\d+)*([0-9a-f]{8}[0-9a-f-]*)?$/;
/** A channel that may be a well of row C as well: `_c3`, `-C03`, where nothing follows. */
const wellOrChannel = /[_\-. ]c(\d{1,2})$/;
/**
 * A well that cannot be the number of a plate (`P1`, `P10`) or of a donor: of two digits, by row and column, or with
 * its site behind it.
 */
const earlierWell =
  /(^|[^a-z0-9])((a[a-f]|[a-o])-?\d{2}|r\d{1,2}[_-]?c\d{1,2}|[a-p]\d{1,2}[_\-. ]+(site|field|s|f)[_\-. ]?\d+)(?![0-9])/;
/** A GUID or hash of at least eight digits at the end. */
const hash = /[_\-. ]?\{?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,})\}?$/;

/**
 * The name of an image without what differs between tables that mean the same field.
 *
 * The rule, in this order: folders are dropped, of `/` and `\`; so are the endings of image files; case
 * does not count; a GUID or a hash of 32 digits or more at the end is dropped; so is a channel there: its number
 * (`_w1`, `_ch02`, `-ch1sk1fk1fl1`, `_c3`) with a hash that follows at once, or one of the names given; leading zeros
 * of numbers do not count; runs of space, `-`, `_` and `.` are one `_`. A GUID or hash that is the whole name, but for
 * a channel, as in the 2018 Data Science Bowl, is the key as it is.
 *
 * `_c1` to `_c48` at the end may be a well of row C. It counts as a channel only behind a well: `B02_c3`,
 * `B2_s1_c3`, `r02c03f01_c3`, but neither `P1_C03` nor `Plate1_C03`.
 *
 * @param name File name or path.
 * @param channels Names of channels that may stand at the end; defaults to none.
 * @returns The key; empty where nothing is left.
 *
 * @example
 * ```ts
 * import { fileKey } from "./file_key.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   fileKey("Week1\\G10_s1_w1BEDC2073-A983-4B98-95E9-84466707A25D.tif"),
 *   fileKey("images/g10_s01.PNG"),
 * );
 * assertEquals(fileKey("r04c14f05p01-ch1sk1fk1fl1.tiff"), "r4c14f5p1");
 * assertEquals(fileKey("B02_s1_DAPI.tif", ["DAPI"]), "b2_s1");
 * assertEquals(["P1_C03.tif", "P1_B02_c3.tif"].map((name) => fileKey(name)), ["p1_c3", "p1_b2"]);
 * assertEquals(fileKey("0D3640C1F1B80F24E94CC9A5F3E1D9E8.png"), "0d3640c1f1b80f24e94cc9a5f3e1d9e8");
 * ```
 */
export function fileKey(name: string, channels: readonly string[] = []): string {
  let key = name.replace(/^.*[/\\]/, "").trim().toLowerCase().replace(ending, "");
  if (onlyHash(key) === undefined) {
    key = key.replace(hash, "");
    if (!mayBeWell(key)) key = key.replace(channelNumber, "");
  }
  const named = channels.map((channel) => channel.toLowerCase())
    .find((channel) =>
      key.length > channel.length + 1 && /[_\-. ]/.test(key.at(-channel.length - 1) ?? "") &&
      key.endsWith(channel)
    );
  if (named !== undefined) key = key.slice(0, -named.length - 1);
  return onlyHash(key) ?? key.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ""))
    .replace(/[\s\-_.]+/g, "_").replace(/^_|_$/g, "");
}

/** The GUID or hash that is all of a name. */
function onlyHash(key: string): string | undefined {
  const found = hash.exec(key);
  return found?.index === 0 ? found[1] : undefined;
}

/** Whether what looks like a channel at the end may be the well, which tells images apart. */
function mayBeWell(key: string): boolean {
  const match = wellOrChannel.exec(key), column = Number(match?.[1]);
  return match !== null && column >= 1 && column <= 48 &&
    !earlierWell.test(key.slice(0, match.index));
}
