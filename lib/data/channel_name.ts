/**
 * The channel that somebody means: the one of that name, else the only one that is written in another
 * way. `w1`, `ch01`, `1` are one channel, and so are `DAPI` and `dapi`.
 *
 * @param channels Names that there are.
 * @param asked As somebody typed it.
 * @returns The name as it is in `channels`; undefined for none, or several that may be meant.
 *
 * @example
 * ```ts
 * import { findChannel } from "./channel_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["w1", "2", "dapi", "w3"].map((name) => findChannel(["1", "02", "DAPI"], name)), [
 *   "1",
 *   "02",
 *   "DAPI",
 *   undefined,
 * ]);
 * ```
 */
export function findChannel(channels: readonly string[], asked: string): string | undefined {
  if (channels.includes(asked)) return asked;
  const meant = channels.filter((name) => plain(name) === plain(asked));
  return meant.length === 1 ? meant[0] : undefined;
}

function plain(name: string): string {
  return name.trim().toLowerCase().replace(/^(ch|c|w|d)?0*(\d+)$/, "$2");
}
