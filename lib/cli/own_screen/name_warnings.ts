import { controlAmong, usualControl } from "../control_name.ts";
import { controlLookalikes, sayLookalikes } from "./control_lookalikes.ts";
import { oneLetterApart, sayOneLetterApart } from "./one_letter_apart.ts";
import { saySpellings, spellings } from "./spellings.ts";

/**
 * What to look at in the names of compounds before anything is measured: names that may be the usual
 * control, compounds in several spellings, and names that may be one name with a slip.
 *
 * @param names Compounds of wells or fields.
 * @returns One sentence each; none where nothing is odd.
 *
 * @example
 * ```ts
 * import { nameWarnings } from "./name_warnings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nameWarnings(["DMSO", "taxol"]), []);
 * assertEquals(nameWarnings(["mock", "taxol"]), ["c2s report will find no DMSO; mock may be the control: --control mock"]);
 * ```
 */
export function nameWarnings(names: readonly string[]): string[] {
  const found = controlAmong(names, usualControl), control = found ?? usualControl;
  const isThere = found !== undefined, lookalikes = controlLookalikes(names, control);
  const others = names.filter((name) => name !== control && !lookalikes.includes(name));
  const spelt = spellings(others), apart = oneLetterApart(others);
  const absent = isThere ? "" : `c2s report will find no ${control}; `;
  return [
    ...lookalikes.length === 0
      ? []
      : [`${absent}${sayLookalikes({ control, lookalikes, isThere })}`],
    ...spelt.length === 0 ? [] : [saySpellings(spelt)],
    ...apart.length === 0 ? [] : [sayOneLetterApart(apart)],
  ];
}
