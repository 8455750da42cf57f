import { makeProfiles, type Profiles, selectFeatures } from "../../core/profiles.ts";
import { aggregate } from "../aggregate.ts";
import { compress } from "../compress.ts";
import { normalize } from "../normalize.ts";
import { type RowQuery, rowsWhere } from "../rows_where.ts";
import { varyingFeatures } from "../varying_features.ts";
import type { Pipeline } from "./nested.ts";
import { alongAxes, type Spectrum, spectrumOf } from "./spectrum.ts";

/** What {@link standardPipelines} are made of. */
export interface StandardOptions {
  /** Metadata column(s) of the plate. */
  plate: string | readonly string[];
  /** Which wells are negative controls. */
  controls: RowQuery;
  /** Metadata columns that name a treatment. */
  treatment: readonly string[];
  /** Ridges of the whitening, in mean variances of the controls; defaults to .3, 1 and 3. */
  ridges?: readonly number[];
  /** Principal components that are kept, at most the features; defaults to 30. */
  components?: number;
}

/**
 * The usual corrections in all combinations, none of which looks at a mechanism.
 *
 * Features that vary on every plate, by the method that scales them; per plate mean and standard deviation or median and MAD of the
 * controls; as they are or {@link compress}ed; not whitened or whitened on all controls with a ridge;
 * all components or the first few of all wells; treatments as mean or median of their wells. With
 * three ridges these are 2 × 2 × 4 × 2 × 2 = 64. Steps that pipelines share are computed once for
 * the same wells.
 *
 * @param options Columns, ridges, components.
 *
 * @example
 * ```ts
 * import { standardPipelines } from "./standard_pipelines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pipelines = standardPipelines({
 *   plate: "plate",
 *   controls: { compound: "DMSO" },
 *   treatment: ["compound"],
 * });
 * assertEquals([pipelines.length, pipelines[0]!.name], [64, "z, mean"]);
 * ```
 */
export function standardPipelines(options: StandardOptions): Pipeline[] {
  const { plate: by, controls, treatment, ridges = [0.3, 1, 3], components = 30 } = options;
  const pipelines: Pipeline[] = [];
  for (const method of ["standardize", "mad"] as const) {
    const normalized = once((wells: Profiles) => {
      const varying = selectFeatures(wells, varyingFeatures(wells, by, controls, method));
      return normalize(varying, { method, by, controls });
    });
    for (const compressed of [false, true]) {
      const scaled = once((wells: Profiles) =>
        compressed ? compress(normalized(wells)) : normalized(wells)
      );
      const spectrum = once((wells: Profiles) => controlSpectrum(scaled(wells), controls));
      for (const ridge of [undefined, ...ridges]) {
        const white = once((wells: Profiles) =>
          ridge === undefined
            ? scaled(wells)
            : along(scaled(wells), spectrum(wells), Infinity, ridge)
        );
        const reduced = once((wells: Profiles) => firstComponents(white(wells), components));
        for (const few of [false, true]) {
          for (const level of ["mean", "median"] as const) {
            pipelines.push({
              name: [
                method === "mad" ? "MAD" : "z",
                ...compressed ? ["asinh"] : [],
                ...ridge === undefined ? [] : [`white ${ridge}`],
                ...few ? [`${components} components`] : [],
                level,
              ].join(", "),
              run: (wells) =>
                aggregate((few ? reduced : white)(wells), { by: treatment, method: level }),
            });
          }
        }
      }
    }
  }
  return pipelines;
}

/** Remembers what came out for the last wells, which the next pipeline is given too. */
function once<T>(step: (wells: Profiles) => T): (wells: Profiles) => T {
  let last: { wells: Profiles; result: T } | undefined;
  return (wells) => (last?.wells === wells ? last : last = { wells, result: step(wells) }).result;
}

function controlSpectrum(wells: Profiles, controls: RowQuery): Spectrum {
  const rows = rowsWhere(wells.meta, controls).flatMap((is, row) => is ? [row] : []);
  return spectrumOf(wide(wells), rows);
}

/** The first components of all wells; the origin stays where the controls are. */
function firstComponents(wells: Profiles, components: number): Profiles {
  const rows = Array.from({ length: wells.meta.height }, (_, row) => row);
  const spectrum = spectrumOf(wide(wells), rows);
  return along(wells, { ...spectrum, means: new Float64Array(spectrum.means.length) }, components);
}

function along(wells: Profiles, spectrum: Spectrum, count: number, ridge?: number): Profiles {
  const found = alongAxes(wide(wells), spectrum, Math.min(count, wells.features.length), ridge);
  const names = Array.from({ length: found.cols }, (_, axis) => `PC${axis + 1}`);
  return makeProfiles(wells.meta, names, found.data);
}

function wide({ meta, features, values }: Profiles) {
  const data = values instanceof Float64Array ? values : Float64Array.from(values);
  return { rows: meta.height, cols: features.length, data };
}
