import { gradeIllumination, type IlluminationGrade } from "../../image/correct.ts";
import type { IlluminationOptions } from "../../image/illumination.ts";
import type { PlateLight } from "./light.ts";
import { type FieldTruth, trueLight } from "./truth.ts";

/** How well the light of one plate and channel was estimated. */
export interface LightGrade extends IlluminationGrade {
  /** Plate. */
  plate: string;
  /** Channel. */
  channel: string;
}

/**
 * Grades the light of each plate and channel of a virtual screen against the light it was drawn with.
 *
 * @param lights From `collectLight`.
 * @param truth From `readTruth`.
 * @param options How the light is estimated.
 * @returns One entry a plate and channel; empty without truth.
 *
 * @example
 * ```ts
 * import { gradeLights } from "./grade_light.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gradeLights([], undefined), []);
 * ```
 */
export function gradeLights(
  lights: readonly PlateLight[],
  truth: readonly FieldTruth[] | undefined,
  options: IlluminationOptions = {},
): LightGrade[] {
  return lights.flatMap(({ plate, channel, collector }) => {
    const known = truth?.find((field) => field.plate === plate)?.light[channel];
    if (known === undefined) return [];
    const { gain, width, height } = collector.estimate(options);
    return [{ plate, channel, ...gradeIllumination(gain, trueLight(known, width, height)) }];
  });
}
