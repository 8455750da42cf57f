import type { Audit } from "../../profile/audit.ts";
import { percent } from "../../show/text.ts";

/** What was asked of the profiles, and what the audit found. */
export type Asked = { question: string } & Pick<Audit, "rows" | "identifying">;

/** Features of one question that are named, of those that give a place away. */
const most = 3;

/**
 * Each source beside biology that does as well as the features, and each feature that says where a
 * profile comes from, in a sentence with its numbers.
 *
 * @param audits Audits from `auditLeakage`, each with its question.
 * @returns Sentences; none where nothing leaks.
 *
 * @example
 * ```ts
 * import { sayLeaks } from "./say_leaks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const identifying = [{ feature: "Row", column: "well", reason: "its name says so" }];
 * assertEquals(sayLeaks([{ question: "mechanism", rows: [], identifying }]), [
 *   "Row gives away the well.",
 * ]);
 * ```
 */
export function sayLeaks(audits: readonly Asked[]): string[] {
  return audits.flatMap(({ question, rows, identifying }) => {
    const reach = (source: string) =>
      percent(rows.find((row) => row.source === source)?.balancedAccuracy.value ?? NaN);
    return [
      ...rows.filter(({ forbids }) => forbids).map((
        { source },
      ) =>
        `For the ${question}, the ${source} alone is right in ${
          reach(source)
        } (balanced accuracy), the ` +
        `features in ${reach("features")}: what the features say may be the doing of the ${source}.`
      ),
      ...identifying.slice(0, most).map(({ feature, column }) =>
        `${feature} gives away the ${column}.`
      ),
    ];
  });
}
