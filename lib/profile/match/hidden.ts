import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import { type Profiles, selectRows } from "../../core/profiles.ts";
import { type MatchColumns, type TreatmentLabels, treatmentLabels } from "./labels.ts";

/** Metadata columns of wells that are aggregated to treatments and then matched. */
export interface NestedColumns extends MatchColumns {
  /** What names a treatment, for example compound and concentration. */
  treatment: readonly string[];
  /** Compound that is the negative control and is not scored, for example `DMSO`. */
  control?: string;
}

/** Treatments whose mechanisms are kept from what works on their wells. */
export interface HiddenTreatments {
  /** The treatments that have a mechanism, keyed as `groupRows` does [n]. */
  treatments: string[];
  /** Their labels [n]. */
  labels: TreatmentLabels;
  /** Gives the wells without mechanisms to a pipeline, and its treatments in the order above. */
  run: (pipeline: {
    name: string;
    run: (wells: Profiles) => Profiles | Promise<Profiles>;
  }) => Promise<Profiles>;
}

/**
 * Takes the mechanisms off the wells, and puts them back on the treatments that a pipeline makes.
 *
 * @param wells Well profiles with their treatments [wells × d].
 * @param columns Metadata columns.
 * @throws {InputError} if a column is missing, or a treatment has two mechanisms, compounds or
 * batches.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { hiddenTreatments } from "./hidden.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "b"], moa: ["x", "y"] });
 * const wells = makeProfiles(meta, ["area"], new Float64Array([1, 2]));
 * const columns = { treatment: ["compound"], compound: "compound", moa: "moa" };
 * const { labels, run } = hiddenTreatments(wells, columns);
 * assertEquals(labels.moas, ["x", "y"]);
 * const { meta: seen } = await run({ name: "as they are", run: (wells) => wells });
 * assertEquals(seen.columns, ["compound"]);
 * ```
 */
export function hiddenTreatments(wells: Profiles, columns: NestedColumns): HiddenTreatments {
  const { treatment, moa, control } = columns;
  const labels = treatmentLabels(wells.meta, columns);
  const known = groupRows(wells.meta, treatment).entries()
    .filter(([, [row]]) => labels.moas[row!] !== null && labels.compounds[row!] !== control);
  const groups = [...known];
  const take = <T>(values: T[], column: string) =>
    groups.map(([name, [first, ...others]]) => {
      const other = others.find((row) => values[row] !== values[first!]);
      if (other === undefined) return values[first!]!;
      throw new InputError(
        `Cannot match treatment ${name.replaceAll("\t", " ")}: its wells differ`,
        {
          row: other + 1,
          column,
          found: values[other],
          allowed: `${values[first!]}, as in row ${first! + 1}`,
        },
      );
    });
  const treatments = groups.map(([name]) => name);
  const batches = labels.batches && columns.batch !== undefined &&
    take(labels.batches, columns.batch);
  const hidden = { ...wells, meta: wells.meta.drop(moa) };
  return {
    treatments,
    labels: {
      compounds: take(labels.compounds, columns.compound),
      moas: take(labels.moas, moa),
      ...batches && { batches },
    },
    run: async ({ name, run }) => {
      const made = await run(hidden), rows = groupRows(made.meta, treatment);
      const order = treatments.map((key) => {
        const found = rows.get(key) ?? [];
        if (found.length === 1) return found[0]!;
        throw new InputError(`Cannot use pipeline "${name}"`, {
          found: `${found.length} rows of treatment ${key.replaceAll("\t", " ")}`,
          allowed: "one",
        });
      });
      return selectRows(made, order);
    },
  };
}
