import { type Profiles, selectRows } from "../../core/profiles.ts";
import type { Invocation, Option } from "../command.ts";
import { chooseRows, columnIn } from "./choose_rows.ts";

/**
 * `--leave-out`, for scores and trainings.
 *
 * @param rows Which rows it is for, in words.
 *
 * @example
 * ```ts
 * import { leaveOutOption } from "./leave_out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(leaveOutOption("such as controls")["leave-out"]!.multiple, true);
 * ```
 */
export const leaveOutOption = (rows: string): Record<string, Option> => ({
  "leave-out": {
    type: "string",
    value: "COLUMN=VALUE",
    multiple: true,
    description: `rows ${rows}; several values with | between them, null for none given; may be ` +
      "repeated (default: none)",
  },
});

/**
 * The columns that `--leave-out` names.
 *
 * @param invocation The command line.
 * @throws {InputError} for another form than `COLUMN=VALUE`.
 *
 * @example
 * ```ts
 * import { columnsLeftOut } from "./leave_out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(columnsLeftOut({ list: () => ["moa=null", "compound=DMSO"] }), ["moa", "compound"]);
 * ```
 */
export function columnsLeftOut({ list }: Pick<Invocation, "list">): string[] {
  return list("leave-out").map((text) => columnIn(text, "leave-out"));
}

/**
 * The profiles without the rows that any `--leave-out` means.
 *
 * @param profiles Profiles [n × d].
 * @param invocation The command line.
 * @throws {InputError} as `chooseRows` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, metaValues } from "../../core/profiles.ts";
 * import { leaveOut } from "./leave_out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["DMSO", "a", "b"], moa: ["none", "actin", null] });
 * const profiles = makeProfiles(meta, ["f"], new Float64Array(3));
 * const left = leaveOut(profiles, { list: () => ["drug=DMSO", "moa=null"] });
 * assertEquals(metaValues(left.meta, "drug"), ["a"]);
 * ```
 */
export function leaveOut(profiles: Profiles, invocation: Pick<Invocation, "list">): Profiles {
  const out = rowsLeftOut(profiles, invocation);
  return out.includes(true) ? selectRows(profiles, out.map((is) => !is)) : profiles;
}

/**
 * Which rows of profiles any `--leave-out` means.
 *
 * @param profiles Profiles [n × d].
 * @param invocation The command line.
 * @returns `true` for each row that is meant [n].
 * @throws {InputError} as `chooseRows` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { rowsLeftOut } from "./leave_out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const profiles = makeProfiles(pl.DataFrame({ drug: ["DMSO", "a"] }), ["f"], new Float64Array(2));
 * assertEquals(rowsLeftOut(profiles, { list: () => ["drug=DMSO"] }), [true, false]);
 * ```
 */
export function rowsLeftOut(profiles: Profiles, { list }: Pick<Invocation, "list">): boolean[] {
  const masks = list("leave-out").map((text) => chooseRows(profiles, text, "leave-out") ?? []);
  return Array.from({ length: profiles.meta.height }, (_, row) => masks.some((is) => is[row]));
}
