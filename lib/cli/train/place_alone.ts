import { bootstrapIntervals, type Estimate } from "../../core/bootstrap.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { wellName } from "../../data/well_name.ts";

/** What the well on the plate reaches by itself. */
export interface PlaceAlone {
  /** Mean of the recalls of the classes that it names. */
  balancedAccuracy: number;
  /** Share of the test fields in wells that hold something on a plate that was learned, too. */
  known: number;
  /** How much more of the classes the network names right; draws wells. */
  gain: Estimate;
}

/** What is compared with the well: what a network names. */
export interface PlaceAloneOptions {
  /** Positions of the fields that were learned, and of those that are tested [m]. */
  sets: { train: readonly number[]; test: readonly number[] };
  /** Class number that the network names of each tested field [m]. */
  named: readonly number[];
}

/**
 * What naming each test field by its well reaches: by the class that is commonest in that well of the
 * plates that were learned, and where the well is new, by the commonest class of all.
 *
 * Where all plates have one layout it names everything. What a network reaches on such plates may then be
 * the doing of the place: an edge, a gradient of light.
 *
 * @param fields Fields [n].
 * @param targets Class number of each [n].
 * @param classes How many classes.
 * @param options Sets; what the network names.
 *
 * @example
 * ```ts
 * import { placeAlone } from "./place_alone.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fields = ["B02", "B03", "B02", "B03"].map((well) => ({ plate: "P", well }));
 * const options = { sets: { train: [0, 1], test: [2, 3] }, named: [0, 0] };
 * const { balancedAccuracy, gain } = placeAlone(fields, [0, 1, 0, 1], 2, options);
 * assertEquals([balancedAccuracy, gain.value], [1, -0.5]);
 * ```
 */
export function placeAlone(
  fields: readonly Pick<IndexedField, "plate" | "well">[],
  targets: readonly number[],
  classes: number,
  { sets: { train, test }, named }: PlaceAloneOptions,
): PlaceAlone {
  const of = (row: number) => wellName(fields[row]!.well) ?? fields[row]!.well;
  const commonest = (rows: readonly number[]) => {
    const counts = new Array<number>(classes).fill(0);
    for (const row of rows) counts[targets[row]!]!++;
    return counts.indexOf(Math.max(...counts));
  };
  const wells = new Map([...Map.groupBy(train, of)].map(([well, rows]) => [well, commonest(rows)]));
  const usual = commonest(train);
  const right = test.map((row, i) => ({
    truth: targets[row]!,
    place: (wells.get(of(row)) ?? usual) === targets[row],
    network: named[i] === targets[row],
  }));
  /** Means of the recalls of both over some of the fields. */
  const balanced = (chosen: readonly typeof right[number][]) => {
    const recalls = [...Map.groupBy(chosen, ({ truth }) => truth).values()].map((own) => ({
      place: own.filter(({ place }) => place).length / own.length,
      network: own.filter(({ network }) => network).length / own.length,
    }));
    const mean = (what: "place" | "network") =>
      recalls.reduce((sum, recall) => sum + recall[what], 0) / recalls.length;
    return { place: mean("place"), gain: mean("network") - mean("place") };
  };
  const units = [
    ...Map.groupBy(test.keys(), (i) => `${fields[test[i]!]!.plate} ${of(test[i]!)}`).values(),
  ].map((positions) => positions.map((i) => right[i]!));
  const [interval] = bootstrapIntervals(
    units.length,
    (drawn) => [balanced(Array.from(drawn, (unit) => units[unit]!).flat()).gain],
  );
  const { place, gain } = balanced(right);
  return {
    balancedAccuracy: place,
    known: test.filter((row) => wells.has(of(row))).length / test.length,
    gain: { value: gain, ...interval! },
  };
}

/**
 * What the well reaches beside networks, in words.
 *
 * @param places What the well reaches beside each network, by its name: the same of all but the gain.
 * @param classes How many classes.
 *
 * @example
 * ```ts
 * import { sayPlace } from "./place_alone.ts";
 * import { assertMatch } from "@std/assert";
 *
 * const gain = { value: -0.4, low: -0.6, high: -0.2 };
 * const said = sayPlace({ none: { balancedAccuracy: 1, known: 1, gain } }, 4);
 * assertMatch(said, /cannot tell what the drug does from what its place does/);
 * ```
 */
export function sayPlace(places: Readonly<Record<string, PlaceAlone>>, classes: number): string {
  const [{ known, balancedAccuracy } = { known: 0, balancedAccuracy: 0 }] = Object.values(places);
  if (known === 0) {
    return "the wells of the test hold nothing on the plates that were learned: their place says nothing";
  }
  const gains = Object.entries(places).map(([name, { gain: { value, low, high } }]) =>
    `${name} ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`
  );
  const better = Object.values(places).some(({ gain }) => gain.low > 0);
  return `the well alone, as on the plates that were learned: balanced ${
    balancedAccuracy.toFixed(3)
  } (chance ${(1 / classes).toFixed(3)}; ${
    (100 * known).toFixed(0)
  } % of the test is in such wells); ` +
    `networks less that: ${gains.join(", ")}` +
    (better || balancedAccuracy <= 1.5 / classes
      ? ""
      : ": this test cannot tell what the drug does from what its place does; plates of another " +
        "layout can");
}
