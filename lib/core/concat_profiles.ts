import pl from "nodejs-polars";
import { InputError } from "./errors.ts";
import { makeProfiles, type Profiles, type ProfileValues, selectFeatures } from "./profiles.ts";
import { someNames } from "./some_names.ts";

/**
 * Profiles below one another, for example the plates of a screen.
 *
 * Features and metadata columns must be the same in all of them but may come in any order; the
 * order of the first is kept.
 *
 * @param list At least one, all with values of the same kind.
 * @param names What they are called in messages, such as their files; defaults to their numbers.
 * @throws {InputError} naming what one has and another lacks, or a metadata column whose type differs.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "./profiles.ts";
 * import { concatProfiles } from "./concat_profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plate = (name: string) => pl.DataFrame({ Metadata_Plate: [name] });
 * const both = concatProfiles([
 *   makeProfiles(plate("P1"), ["area", "texture"], new Float64Array([1, 2])),
 *   makeProfiles(plate("P2"), ["texture", "area"], new Float64Array([4, 3])),
 * ]);
 * assertEquals([...both.values], [1, 2, 3, 4]);
 * ```
 */
export function concatProfiles<T extends ProfileValues>(
  list: readonly Profiles<T>[],
  names: readonly string[] = list.map((_, index) => `profiles ${index + 1}`),
): Profiles<T> {
  const [first, ...others] = list;
  if (first === undefined) throw new InputError("Cannot concatenate profiles: there are none");
  const aligned = others.map((profiles, index) => {
    const both = [names[0] as string, names[index + 1] as string] as const;
    sameNames("features", first.features, profiles.features, both);
    sameNames("metadata columns", first.meta.columns, profiles.meta.columns, both);
    const meta = profiles.meta.select(...first.meta.columns);
    for (const [position, column] of first.meta.columns.entries()) {
      const [wanted, found] = [first.meta.dtypes[position], meta.dtypes[position]].map(String);
      if (wanted !== found) {
        throw new InputError(`Cannot concatenate ${both.join(" and ")}`, {
          column,
          found,
          allowed: wanted ?? "",
        });
      }
    }
    if (profiles.values.constructor !== first.values.constructor) {
      throw new InputError(`Cannot concatenate ${both.join(" and ")}`, {
        found: profiles.values.constructor.name,
        allowed: first.values.constructor.name,
      });
    }
    return { ...selectFeatures(profiles, first.features), meta };
  });
  const parts = [first, ...aligned];
  const length = parts.reduce((sum, part) => sum + part.values.length, 0);
  const values =
    (first.values instanceof Float64Array
      ? new Float64Array(length)
      : new Float32Array(length)) as T;
  let offset = 0;
  for (const part of parts) {
    values.set(part.values, offset);
    offset += part.values.length;
  }
  return makeProfiles(pl.concat(parts.map((part) => part.meta)), first.features, values);
}

function sameNames(
  what: string,
  first: readonly string[],
  other: readonly string[],
  [one, two]: readonly [string, string],
): void {
  const missing = first.filter((name) => !other.includes(name));
  const added = other.filter((name) => !first.includes(name));
  if (missing.length + added.length === 0) return;
  const sentences = [
    missing.length > 0 ? `${two} without ${someNames(missing)}` : undefined,
    added.length > 0 ? `${one} without ${someNames(added)}` : undefined,
  ].filter((part) => part !== undefined);
  throw new InputError(`Cannot concatenate: the ${what} differ: ${sentences.join("; ")}`);
}
