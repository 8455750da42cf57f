import type { Limits } from "../image/intensity.ts";
import { plateLimits } from "../learn/crops.ts";

/**
 * Limits of the grey values of each plate.
 *
 * @param crops Crops [side × side × channels], each with its plate.
 * @param channels Number of channels.
 * @returns Limits of each channel, by plate, in the order in which plates are met.
 *
 * @example
 * ```ts
 * import { limitsByPlate } from "./limits_by_plate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const crops = ["P1", "P2"].map((plate) => ({ plate, crop: new Uint16Array([7]) }));
 * assertEquals([...limitsByPlate(crops, 1).keys()], ["P1", "P2"]);
 * ```
 */
export function limitsByPlate(
  crops: readonly { plate: string; crop: Uint16Array }[],
  channels: number,
): Map<string, Limits[]> {
  const plates = Map.groupBy(crops, ({ plate }) => plate);
  return new Map(
    [...plates].map(([plate, own]) => [plate, plateLimits(own.map(({ crop }) => crop), channels)]),
  );
}
