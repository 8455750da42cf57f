import pl from "nodejs-polars";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import type { OwnWell } from "./describe_fields.ts";

/**
 * Which plates have one layout: half of the wells that two plates share hold the same treatment, or more.
 *
 * A position means the same only on plates of one layout; a null of positions moves a place on these
 * together.
 *
 * @param wells From `describeFields`.
 * @returns For each plate the number of its layout, from 1.
 *
 * @example
 * ```ts
 * import { layouts } from "./layouts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const well = (plate: string, well: string, treatment: string) =>
 *   ({ plate, well, treatment, compound: treatment, moa: null, control: false });
 * const found = layouts([
 *   well("P1", "A01", "a"),
 *   well("P2", "A01", "a"),
 *   well("P3", "A01", "b"),
 * ]);
 * assertEquals([...found], [["P1", 1], ["P2", 1], ["P3", 2]]);
 * ```
 */
export function layouts(wells: readonly OwnWell[]): Map<string, number> {
  const plates = [...Map.groupBy(wells, ({ plate }) => plate)].map(([plate, own]) =>
    [plate, new Map(own.map(({ well, treatment }) => [well, treatment]))] as const
  );
  const kinds: Map<string, string>[] = [], found = new Map<string, number>();
  for (const [plate, own] of plates) {
    const known = kinds.findIndex((kind) => isOne(kind, own));
    if (known < 0) kinds.push(own);
    found.set(plate, known < 0 ? kinds.length : known + 1);
  }
  return found;
}

function isOne(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const shared = [...a.keys()].filter((well) => b.has(well));
  const same = shared.filter((well) => a.get(well) === b.get(well));
  return shared.length > 0 && 2 * same.length >= shared.length;
}

/**
 * Profiles with `Metadata_Position`: the well and the layout of its plate, the same where one place of one
 * layout comes again.
 *
 * @param profiles Wells with `Metadata_Plate` and `Metadata_Well`.
 * @param wells From `describeFields`.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, metaValues } from "../../core/profiles.ts";
 * import { placed } from "./layouts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P1"], Metadata_Well: ["A01"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1]));
 * const well = { plate: "P1", well: "A01", treatment: "a", compound: "a", moa: null, control: false };
 * assertEquals(metaValues(placed(profiles, [well]).meta, "Metadata_Position"), ["1 A01"]);
 * ```
 */
export function placed(profiles: Profiles, wells: readonly OwnWell[]): Profiles {
  const layoutOf = layouts(wells), { meta } = profiles;
  const plates = metaValues(meta, "Metadata_Plate").map(String);
  const places = metaValues(meta, "Metadata_Well").map((well, row) =>
    `${layoutOf.get(plates[row]!)} ${well}`
  );
  return { ...profiles, meta: meta.withColumn(pl.Series("Metadata_Position", places, pl.Utf8)) };
}

/**
 * The wells that have a profile.
 *
 * @param profiles Wells with `Metadata_Plate` and `Metadata_Well`.
 * @param wells From `describeFields`.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { measuredWells } from "./layouts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Plate: ["P1"], Metadata_Well: ["A01"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1]));
 * const own = { plate: "P1", treatment: "a", compound: "a", moa: null, control: false };
 * const wells = [{ ...own, well: "A01" }, { ...own, well: "A02" }];
 * assertEquals(measuredWells(profiles, wells).map(({ well }) => well), ["A01"]);
 * ```
 */
export function measuredWells({ meta }: Profiles, wells: readonly OwnWell[]): OwnWell[] {
  const plates = metaValues(meta, "Metadata_Plate");
  const places = metaValues(meta, "Metadata_Well");
  const there = new Set(plates.map((plate, row) => JSON.stringify([plate, places[row]])));
  return wells.filter(({ plate, well }) => there.has(JSON.stringify([plate, well])));
}
