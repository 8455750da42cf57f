import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { type DistanceOptions, distances } from "../profile/distance.ts";
import { alikeGroups } from "./alike_groups.ts";
import { type MantelOptions, partialMantel } from "./mantel.ts";
import type { Nuisance } from "./nuisance.ts";
import { type AnyMatrix, pairsVary, selectObjects } from "./pairs.ts";
import type { Association } from "./permutation_null.ts";
import { takeOff } from "./take_off.ts";

/** Profiles without what nuisances do to their features. */
export interface NuisanceFree {
  /** Which nuisances, by name. */
  nuisances: string[];
  /** Objects of which something is left, by number [m]. */
  objects: number[];
  /** Distances between what is left of them [m × m]. */
  distances: AnyMatrix;
  /** How far the fit alone makes two of them look apart: minus the correlation of residuals [m × m]. */
  trace: AnyMatrix;
  /** Groups of these objects that are alike in the nuisances, by their place in `objects`. */
  alike: number[][];
}

/**
 * Takes nuisances off the features of profiles, before distances are computed.
 *
 * To take a matrix of distances off another one, as the partial Mantel test does, leaves most of a
 * nuisance that enters the features, because a cosine is no sum of what causes it. So here each
 * feature loses what the nuisances, and the squares of numbers, explain of it over the objects, by
 * least squares. {@link mantelBeside} meets what such a fit cannot: a nuisance that works in another
 * form, and the trace that the fit itself leaves.
 *
 * @param profiles One row an object [n × d].
 * @param nuisances What is taken off, by name.
 * @param options Metric, which defaults to *cosine*, and engine of the products.
 * @returns undefined where the nuisances need more than half of the objects to be fitted, or vary in
 * none of them.
 * @throws {InputError} for values that are not finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { nuisanceOf } from "./nuisance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ cells: [10, 20, 30, 40, 50, 60] });
 * const values = new Float64Array([11, 5, 22, 4, 33, 3, 44, 3, 55, 4, 66, 5]);
 * const cells = nuisanceOf(meta, [[0], [1], [2], [3], [4], [5]], "cells", "number");
 * const free = await nuisanceFree(makeProfiles(meta, ["size", "shape"], values), { cells });
 * assertEquals([free!.objects.length, free!.alike.length], [6, 1]);
 * ```
 */
export async function nuisanceFree(
  profiles: Profiles,
  nuisances: Readonly<Record<string, Nuisance>>,
  options: Pick<DistanceOptions, "metric" | "product"> = {},
): Promise<NuisanceFree | undefined> {
  const given = Object.values(nuisances), matrix = profileMatrix(profiles);
  const { features, basis } = takeOff(matrix, given.flatMap(({ terms }) => terms)), n = matrix.rows;
  const hat = (i: number, j: number) =>
    basis.reduce((sum, direction) => sum + direction[i]! * direction[j]!, 0);
  // Of the only object on a plate the fit leaves the mean: any two such objects would look alike.
  const objects = Array.from({ length: n }, (_, object) => object)
    .filter((object) => 1 - 1 / n - hat(object, object) > 1e-6);
  if (basis.length === 0 || basis.length > n / 2 || objects.length < n / 2) return undefined;
  const shares = objects.map((object) => Math.sqrt(1 - hat(object, object)));
  const trace = objects.flatMap((i, a) =>
    objects.map((j, b) => a === b ? 0 : hat(i, j) / (shares[a]! * shares[b]!))
  );
  return {
    nuisances: Object.keys(nuisances),
    objects,
    distances: await distances(takeRows(features, objects), options),
    trace: { rows: objects.length, cols: objects.length, data: Float64Array.from(trace) },
    alike: alikeGroups(beside(given.map(({ values }) => takeRows(values, objects)))),
  };
}

function takeRows({ cols, data }: AnyMatrix, rows: readonly number[]): AnyMatrix {
  const taken = rows.flatMap((row) => [...data.subarray(row * cols, (row + 1) * cols)]);
  return { rows: rows.length, cols, data: Float64Array.from(taken) };
}

/** Columns of several matrices side by side. */
function beside(parts: readonly AnyMatrix[]): AnyMatrix {
  const rows = parts[0]!.rows, cols = parts.reduce((sum, part) => sum + part.cols, 0);
  const data = Array.from(
    { length: rows },
    (_, i) => parts.flatMap((part) => [...part.data.subarray(i * part.cols, (i + 1) * part.cols)]),
  );
  return { rows, cols, data: Float64Array.from(data.flat()) };
}

/**
 * Mantel's test beside nuisances: do distances in one space go with what nuisances leave of the
 * other?
 *
 * Two more things are needed for a p that is what it promises. A fit makes what it leaves of objects
 * with alike nuisances point apart, by as much as it leans on them; this trace is held fixed (a
 * partial Mantel test), unless it is the same for all pairs, as where the objects left are all on one
 * plate. And a nuisance may work in another form than the fit's, or make some profiles
 * noisier than others; so objects are exchanged only among those that are alike in the nuisances.
 *
 * @param x Distances in the space that nothing is taken off, symmetric [n × n].
 * @param free The other space, from {@link nuisanceFree}.
 * @param options Kind of correlation, permutations, resamples, seed.
 * @throws {InputError} as `partialMantel` does.
 *
 * @example
 * ```ts
 * import { differences } from "./differences.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [x, trace] = [differences([1, 2, 4, 8, 9]), differences([1, 1, 5, 5, 9])];
 * const free = { nuisances: ["cells"], objects: [0, 1, 2, 3, 4], distances: x, trace };
 * const { value, objects } = mantelBeside(x, { ...free, alike: [[0, 1, 2], [3, 4]] });
 * assertEquals([value > 0.999, objects], [true, 5]);
 * ```
 */
export function mantelBeside(
  x: AnyMatrix,
  { objects, distances, trace, alike }: NuisanceFree,
  options: MantelOptions = {},
): Association {
  const within = { ...options, within: alike };
  const held = pairsVary(trace, "traces of the fit") ? [trace] : [];
  return partialMantel(selectObjects(x, objects), distances, held, within);
}
