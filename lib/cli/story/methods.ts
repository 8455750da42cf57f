import { projectRoot } from "../../core/files.ts";
import type { MethodRow } from "../../show/report/appendix.ts";
import type { Facts } from "./facts.ts";
import type { MethodCall } from "./method_calls.ts";

/** Settings that steer no method: where news of progress go, and when to stop. */
const unimportant = /^(on[A-Z]\w*|log|signal|product)$/;

/**
 * The methods of a notebook with the settings that they really had, calls alike in one row.
 *
 * @param calls The calls, as `findMethodCalls` gives them.
 * @param values What the kernel says about their settings.
 * @returns One row for each function and settings, in the order of first use.
 *
 * @example
 * ```ts
 * import { methodRows } from "./methods.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const call = { name: "pca", module: "profile/reduce.ts", summary: "Axes.", cell: 5 };
 * const given = [{ name: "count", source: "components" }];
 * const [row] = methodRows([{ ...call, given, defaults: { seed: "1" } }], [["30"]]);
 * assertEquals(row?.settings, [{ name: "count", value: "30" }]);
 * assertEquals(row?.defaults, [{ name: "seed", value: "1" }]);
 * ```
 */
export function methodRows(calls: readonly MethodCall[], values: Facts["values"]): MethodRow[] {
  const rows = new Map<string, MethodRow>();
  for (const [index, call] of calls.entries()) {
    const settings = call.given.flatMap(({ name, source }, i) => {
      const value = values[index]?.[i] ?? null;
      if (name !== "") {
        return [{ name, value: value === null ? source : inWords(value) }];
      }
      // Options that were kept in a variable, or spread: their values by name.
      if (value === null || typeof value === "string") {
        return [{ name: "…", value: value ?? source }];
      }
      return Object.entries(value).map(([own, one]) => ({ name: own, value: inWords(one) }));
    }).filter(({ name }) => !unimportant.test(name));
    const said = new Set(settings.map(({ name }) => name));
    const defaults = Object.entries(call.defaults)
      .filter(([name]) => !said.has(name) && !unimportant.test(name))
      .map(([name, value]) => ({ name, value }));
    const key = JSON.stringify([call.name, call.module, settings]);
    const row = rows.get(key);
    if (row !== undefined) {
      if (!row.cells.includes(call.cell)) row.cells.push(call.cell);
      continue;
    }
    const { name, module, summary, cell } = call;
    rows.set(key, { name, module, summary, cells: [cell], settings, defaults });
  }
  return [...rows.values()];
}

function inWords(value: string | Record<string, string>): string {
  // Where the project lies on this machine is nobody's business.
  if (typeof value === "string") return value.replaceAll(projectRoot, "");
  return `{ ${Object.entries(value).map(([name, one]) => `${name}: ${one}`).join(", ")} }`;
}
