/** The channels that a saved network of ours reads. */
export interface ModelChannels {
  /** How many they are; NaN where the file does not say. */
  count: number;
  /** Their names, in its order; files of old do not have them. */
  names?: string[];
}

/**
 * Which channels a saved network reads: files hold their names, those of old their number alone.
 *
 * @param settings What the network is built with, from its file.
 *
 * @example
 * ```ts
 * import { modelChannels } from "./model_channels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(modelChannels({ channels: ["DAPI", "Actin"] }), { count: 2, names: ["DAPI", "Actin"] });
 * assertEquals(modelChannels({ channels: 3 }), { count: 3 });
 * ```
 */
export function modelChannels({ channels }: Readonly<Record<string, unknown>>): ModelChannels {
  return Array.isArray(channels)
    ? { count: channels.length, names: channels.map(String) }
    : { count: typeof channels === "number" ? channels : NaN };
}
