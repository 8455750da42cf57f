import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import type { IndexedField } from "../data/index_file.ts";
import { fieldName, type FieldsDone } from "./over_fields.ts";

/** A field that was left out, as `plate/well/site`, and why. */
export type SkippedField = FieldsDone<unknown>["skipped"][number];

/** Where fields that cannot be read are noted. */
export interface SkippedFields {
  /** Those that were left out so far. */
  skipped: SkippedField[];
  /** Notes one; absent where such a field is an error. */
  onBad?: (error: InputError, field: Pick<IndexedField, "plate" | "well" | "site">) => void;
}

/**
 * Notes fields that cannot be read, for commands that read them one after another.
 *
 * @param skipBad Whether they may be left out, as `--skip-bad` says.
 *
 * @example
 * ```ts
 * import { skippedFields } from "./skipped_fields.ts";
 * import { InputError } from "../core/errors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { skipped, onBad } = skippedFields(true);
 * onBad?.(new InputError("no image"), { plate: "P1", well: "B02", site: 3 });
 * assertEquals(skipped, [{ field: "P1/B02/3", reason: "no image" }]);
 * assertEquals(skippedFields(false).onBad, undefined);
 * ```
 */
export function skippedFields(skipBad: boolean): SkippedFields {
  const skipped: SkippedField[] = [];
  if (!skipBad) return { skipped };
  return {
    skipped,
    onBad: (error, field) => skipped.push({ field: fieldName(field), reason: error.message }),
  };
}

/**
 * Fields that were left out in words: how many, then each with its reason; no line where there is none.
 *
 * @param skipped Fields that were left out.
 * @param total All fields.
 *
 * @example
 * ```ts
 * import { saySkipped } from "./skipped_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(saySkipped([{ field: "P1/B02/3", reason: "no image" }], 96), [
 *   "1 of 96 fields left out, since it cannot be read",
 *   "left out P1/B02/3: no image",
 * ]);
 * ```
 */
export function saySkipped(skipped: readonly SkippedField[], total: number): string[] {
  if (skipped.length === 0) return [];
  const they = skipped.length === 1 ? "it" : "they";
  return [
    `${skipped.length} of ${counted(total, "field")} left out, since ${they} cannot be read`,
    ...skipped.map(({ field, reason }) => `left out ${field}: ${reason}`),
  ];
}

/**
 * Refuses to go on where every field was left out.
 *
 * @param left How many are left.
 * @param skipped Fields that were left out.
 * @param done What was to be done, for example `named`.
 * @throws {InputError} with the first reason, where none is left and one was left out.
 *
 * @example
 * ```ts
 * import { requireFields } from "./skipped_fields.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const skipped = [{ field: "P1/B02/3", reason: "no image" }];
 * assertThrows(() => requireFields(0, skipped, "named"), Error, "No field could be named");
 * ```
 */
export function requireFields(left: number, skipped: readonly SkippedField[], done: string): void {
  if (left > 0 || skipped.length === 0) return;
  throw new InputError(`No field could be ${done}`, { found: skipped[0]!.reason });
}
