import { controlLookalikes } from "./control_lookalikes.ts";
import { oneLetterApart } from "./one_letter_apart.ts";
import { spellingKey } from "./spellings.ts";
import { isVehicleName } from "./vehicle_name.ts";

/**
 * Names of compounds or mechanisms that others may be meant for: the same but for case, blanks and signs,
 * else one letter apart, else a control where both are one by their names.
 *
 * Stricter than `nearestName`, which is for what somebody types: `AZ-C` is not meant for `AZ-A`.
 *
 * @param names Names that are not known.
 * @param known Those that are.
 * @returns The known one by name; nothing for names that are close to none.
 *
 * @example
 * ```ts
 * import { meantNames } from "./meant_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meant = meantNames(["emetin", "DMOS", "AZ-C"], ["DMSO", "emetine", "AZ-A"]);
 * assertEquals([...meant], [["emetin", "emetine"], ["DMOS", "DMSO"]]);
 * ```
 */
export function meantNames(
  names: readonly string[],
  known: readonly string[],
): Map<string, string> {
  const own = new Map(known.map((name) => [spellingKey(name), name]));
  const near = new Map<string, string>(), controls = known.filter(isVehicleName);
  for (const pair of oneLetterApart([...names, ...known])) {
    const [a, b] = pair.map(spellingKey) as [string, string];
    for (const [from, to] of [[a, b], [b, a]] as const) {
      if (own.has(to)) near.set(from, own.get(to)!);
    }
  }
  return new Map(names.flatMap((name) => {
    const key = spellingKey(name);
    const meant = own.get(key) ?? near.get(key) ??
      controls.find((control) => controlLookalikes([name], control).length > 0);
    return meant === undefined ? [] : [[name, meant] as const];
  }));
}
