import { InputError } from "../core/errors.ts";
import { nearestName } from "../core/nearest_name.ts";
import type { Command, Option } from "./command.ts";
import { inFile } from "./profile/in_file.ts";
import type { ScoreKind } from "./score/kind.ts";
import { leakage } from "./score/leakage.ts";
import { moa } from "./score/moa.ts";
import { activity, consistency, replicability } from "./score/precision.ts";
import { segmentation } from "./score/segmentation.ts";
import { structure } from "./score/structure.ts";

const kinds: Record<string, ScoreKind> = {
  segmentation,
  moa,
  activity,
  replicability,
  consistency,
  leakage,
  structure,
};

/**
 * `c2s score <what>`: judges anybody's files, with confidence intervals.
 *
 * @example
 * ```ts
 * import { command } from "./score.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "score");
 * ```
 */
export const command: Command = {
  name: "score",
  summary: `judge anybody's files, with confidence intervals: ${Object.keys(kinds).join(", ")}`,
  positionals: Object.keys(kinds).join("|"),
  options: optionsOf(kinds),
  kinds,
  example: Object.values(kinds)[0]?.example ?? "",
  run: async (invocation) => {
    const [what, ...rest] = invocation.positionals;
    const kind = what !== undefined && Object.hasOwn(kinds, what) ? kinds[what] : undefined;
    if (kind === undefined || rest.length > 0) {
      const near = nearestName(what ?? "", Object.keys(kinds));
      const summaries = Object.entries(kinds).map(([name, { summary }]) => `${name}: ${summary}`)
        .join("; ");
      throw new InputError("What shall be scored?", {
        found: invocation.positionals,
        allowed: Object.keys(kinds).join(", "),
        hint: kind === undefined && near !== undefined ? `Is ${near} meant?` : summaries,
      });
    }
    const files = invocation.list("in");
    // With several, a row counts in all of them together: readFiles() names the file where it can.
    await inFile(files.length === 1 ? files[0] : undefined, () => kind.run(invocation));
  },
};

/** The options of all kinds; each description begins with the kinds that it holds for. */
function optionsOf(kinds: Record<string, ScoreKind>): Record<string, Option> {
  const list = Object.entries(kinds);
  const names = new Set(list.flatMap(([, { options }]) => Object.keys(options)));
  return Object.fromEntries(Array.from(names, (name) => {
    const found = list.filter(([, { options }]) => Object.hasOwn(options, name));
    const said = Map.groupBy(found, ([, { options }]) => options[name]!.description);
    const description = Array.from(
      said,
      ([words, users]) => `${users.map(([kind]) => kind).join(", ")}: ${words}`,
    ).join("; ");
    return [name, { ...found[0]![1].options[name] as Option, description }];
  }));
}
