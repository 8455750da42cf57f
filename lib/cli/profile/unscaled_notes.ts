import { counted } from "../../core/counted.ts";
import { someNames } from "../../core/some_names.ts";
import type { UnscaledFeature } from "../../profile/unscaled_features.ts";

const words = {
  "no spread": { without: "without spread among", done: "set to 0" },
  "no value": { without: "without any value among", done: "made missing" },
} as const;

/**
 * Says which features could not be scaled, where, and what became of their values.
 *
 * @param unscaled From `unscaledFeatures`.
 * @param how Whether they were left out; whether statistics are of controls, or of all rows of a group;
 * whether there are groups.
 * @returns One line for features without spread, one for those without a value.
 *
 * @example
 * ```ts
 * import { unscaledNotes } from "./unscaled_notes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const one = { feature: "area", group: "P1", reason: "no spread" as const, values: 9 };
 * assertEquals(unscaledNotes([one], { dropped: false, controls: true, grouped: true }), [
 *   "1 feature without spread among controls of some group, 9 values there set to 0: area (P1); " +
 *   "--drop-constant leaves it out",
 * ]);
 * ```
 */
export function unscaledNotes(
  unscaled: readonly UnscaledFeature[],
  { dropped, controls, grouped }: { dropped: boolean; controls: boolean; grouped: boolean },
): string[] {
  const rows = `${controls ? "controls" : "its rows"}${grouped ? " of some group" : ""}`;
  return (["no spread", "no value"] as const).flatMap((reason) => {
    const found = unscaled.filter((one) => one.reason === reason);
    const places = Map.groupBy(found, ({ feature }) => feature);
    if (places.size === 0) return [];
    const { without, done } = words[reason];
    const names = [...places].map(([feature, those]) =>
      grouped ? `${feature} (${someNames(those.map(({ group }) => group), 3)})` : feature
    );
    const what = `${counted(places.size, "feature")} ${without} ${rows}`;
    if (dropped) return [`${what} left out: ${someNames(names)}`];
    const values = counted(found.reduce((sum, one) => sum + one.values, 0), "value");
    const them = places.size === 1 ? "it" : "them";
    return [
      `${what}, ${values}${grouped ? " there" : ""} ${done}: ${someNames(names)}; ` +
      `--drop-constant leaves ${them} out`,
    ];
  });
}
