/** One well of a screen, for the question what its position alone gives away. */
export interface PlacedWell {
  /** Plate of the well. */
  plate: string;
  /** Position on the plate, for example `B02`. */
  well: string;
  /** What a model would have to name: a drug, a mechanism. */
  label: string;
}

/** What the well position alone reaches. */
export interface PositionScore {
  /** Share of the wells named right. */
  accuracy: number;
  /** Mean over the labels of the share named right. */
  balancedAccuracy: number;
  /** Wells scored. */
  wells: number;
  /** Number of labels among them. */
  labels: number;
}

/**
 * Names each well's label from its position alone, learned on the other plates.
 *
 * A plate is left out, every position of it gets the label that is commonest at this position on
 * the other plates (the commonest label of all where the position is new; ties go to the label that
 * sorts first). Plates often share a layout, so this reaches 1 where a network that is fed the well,
 * the row, the column or a file name has learned nothing about cells.
 *
 * @param wells The wells of at least two plates.
 * @throws {RangeError} where there are fewer than two plates.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const wells = ["P1", "P2"].flatMap((plate) => [
 *   { plate, well: "A01", label: "DMSO" },
 *   { plate, well: "A02", label: "taxol" },
 * ]);
 * assertEquals(positionScore(wells).accuracy, 1);
 * ```
 */
export function positionScore(wells: readonly PlacedWell[]): PositionScore {
  const plates = new Set(wells.map(({ plate }) => plate));
  if (plates.size < 2) {
    throw new RangeError(
      `Cannot leave a plate out: found ${plates.size} plate, at least two are needed`,
    );
  }
  const byPosition = new Map<string, Map<string, number>>();
  const overall = new Map<string, number>();
  const byPlate = Map.groupBy(wells, ({ plate }) => plate);
  for (const { well, label } of wells) {
    const counts = byPosition.get(well) ?? new Map<string, number>();
    byPosition.set(well, counts);
    add(counts, label, 1);
    add(overall, label, 1);
  }
  const right = new Map<string, number>();
  for (const group of byPlate.values()) {
    for (const { well, label } of group) {
      add(byPosition.get(well) as Map<string, number>, label, -1);
      add(overall, label, -1);
    }
    const fallback = commonest(overall);
    for (const { well, label } of group) {
      const named = commonest(byPosition.get(well) as Map<string, number>) ?? fallback;
      add(right, label, named === label ? 1 : 0);
    }
    for (const { well, label } of group) {
      add(byPosition.get(well) as Map<string, number>, label, 1);
      add(overall, label, 1);
    }
  }
  const recalls = [...right].map(([label, count]) => count / (overall.get(label) as number));
  return {
    accuracy: [...right.values()].reduce((sum, count) => sum + count, 0) / wells.length,
    balancedAccuracy: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length,
    wells: wells.length,
    labels: recalls.length,
  };
}

function add(counts: Map<string, number>, label: string, by: number): void {
  counts.set(label, (counts.get(label) ?? 0) + by);
}

function commonest(counts: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined, most = 0;
  for (const [label, count] of counts) {
    if (count > most || (count === most && count > 0 && best !== undefined && label < best)) {
      best = label;
      most = count;
    }
  }
  return best;
}
