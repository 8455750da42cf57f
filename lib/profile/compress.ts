import { likeValues, type Profiles, type ProfileValues } from "../core/profiles.ts";

/**
 * Replaces each value x by asinh(x) = ln(x + √(x² + 1)): like x near 0, like ±ln 2|x| far out.
 *
 * Values in units of the controls' spread reach hundreds in features that hardly vary among controls,
 * and then decide every cosine alone. Compressed, what is far out stays far out but leaves the other
 * features a say. Missing values stay missing.
 *
 * @param profiles Normalised profiles: values in units of a spread [n × d].
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { compress } from "./compress.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02"] });
 * const { values } = compress(makeProfiles(meta, ["area"], new Float64Array([0.01, -200])));
 * assertAlmostEquals(values[0]!, 0.01, 1e-6);
 * assertAlmostEquals(values[1]!, -Math.log(400), 1e-5);
 * ```
 */
export function compress<T extends ProfileValues>(profiles: Profiles<T>): Profiles<T> {
  const values = likeValues(profiles.values, profiles.values.length);
  for (let i = 0; i < values.length; i++) values[i] = Math.asinh(profiles.values[i]!);
  return { ...profiles, values };
}
