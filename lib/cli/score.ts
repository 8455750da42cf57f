import { InputError } from "../core/errors.ts";
import type { Command } from "./command.ts";
import type { ScoreKind } from "./score/kind.ts";
import { moa } from "./score/moa.ts";
import { segmentation } from "./score/segmentation.ts";

const kinds: Record<string, ScoreKind> = { segmentation, moa };

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
  options: Object.assign({}, ...Object.values(kinds).map(({ options }) => options)),
  example: Object.values(kinds)[0]?.example ?? "",
  run: async (invocation) => {
    const [what, ...rest] = invocation.positionals;
    const kind = what !== undefined && Object.hasOwn(kinds, what) ? kinds[what] : undefined;
    if (kind === undefined || rest.length > 0) {
      throw new InputError("What shall be scored?", {
        found: invocation.positionals,
        allowed: Object.keys(kinds).join(", "),
        hint: Object.entries(kinds).map(([name, { summary }]) => `${name}: ${summary}`).join("; "),
      });
    }
    await kind.run(invocation);
  },
};
