import type { Random } from "../../core/random.ts";

/**
 * Which rows may stand in for which under the null hypothesis, and all the ways to let them.
 *
 * Units are what moves as a whole: a row, or the rows of one well position on several plates. A unit
 * may stand in for another only where both have the same strata (for example one row on each of the
 * same plates).
 */
export class Exchange {
  /** Number of arrangements, the one seen included; may be infinite in floating point. */
  readonly arrangements: number;
  /** For each member, the row that stands in for it in the current arrangement [m]. */
  readonly image: Int32Array;
  /** Rows from outside the group that stand in, and for each the member row in its place. */
  readonly incoming: number[] = [];
  /** The member rows that nobody kept, in the order of `incoming`. */
  readonly outgoing: number[] = [];
  readonly #classes: UnitClass[] = [];

  /**
   * @param members Rows of the group [m].
   * @param outside Rows that may stand in for members.
   * @param stratum Stratum of each row [n].
   * @param unit Unit of each row [n].
   */
  constructor(
    members: Int32Array,
    outside: Iterable<number>,
    stratum: Int32Array,
    unit: Int32Array,
  ) {
    this.image = Int32Array.from(members);
    const place = new Map(Array.from(members, (row, index) => [row, index]));
    const strata = new Set(Array.from(members, (row) => stratum[row]!));
    const inside = unitsOf(members, stratum, unit);
    const others = unitsOf([...outside].filter((row) => strata.has(stratum[row]!)), stratum, unit);
    for (const [signature, units] of inside) {
      const all = [...units, ...others.get(signature) ?? []];
      this.#classes.push({
        members: units.map((rows) => rows.map((row) => place.get(row) as number)),
        units: all,
        order: Int32Array.from(all, (_, i) => i),
        chosen: new Uint8Array(units.length),
      });
    }
    this.arrangements = this.#classes.reduce((product, { members, units }) => {
      for (let i = 0; i < members.length; i++) product *= units.length - i;
      return product;
    }, 1);
  }

  /** Draws an arrangement, each equally likely. */
  draw(random: Random): void {
    for (const { members, order } of this.#classes) {
      for (let i = 0; i < members.length; i++) {
        const j = i + random.integer(order.length - i), kept = order[i]!;
        order[i] = order[j]!;
        order[j] = kept;
      }
    }
    this.#apply();
  }

  /** Goes through all arrangements. */
  each(visit: () => void): void {
    const choose = (index: number, slot: number): void => {
      const current = this.#classes[index];
      if (current === undefined) {
        this.#apply();
        visit();
      } else if (slot === current.members.length) choose(index + 1, 0);
      else {
        const { order } = current;
        for (let j = slot; j < order.length; j++) {
          swap(order, slot, j);
          choose(index, slot + 1);
          swap(order, slot, j);
        }
      }
    };
    this.reset();
    choose(0, 0);
    this.reset();
  }

  /** Back to the arrangement that was seen. */
  reset(): void {
    for (const { order } of this.#classes) order.forEach((_, i) => order[i] = i);
    this.#apply();
  }

  #apply(): void {
    this.incoming.length = this.outgoing.length = 0;
    for (const { members, units, order, chosen } of this.#classes) {
      chosen.fill(0);
      for (const [i, places] of members.entries()) {
        const unit = order[i]!, rows = units[unit]!;
        for (let t = 0; t < places.length; t++) this.image[places[t]!] = rows[t]!;
        if (unit < members.length) chosen[unit] = 1;
        else for (const row of rows) this.incoming.push(row);
      }
      for (let unit = 0; unit < members.length; unit++) {
        if (chosen[unit] === 0) { for (const row of units[unit]!) this.outgoing.push(row); }
      }
    }
  }
}

/** Units of the same strata. */
interface UnitClass {
  /** For each unit of the group, the places of its rows among the members. */
  members: number[][];
  /** Rows of all units, those of the group first. */
  units: number[][];
  /** A permutation of the units: the first ones stand in for the members. */
  order: Int32Array;
  /** Which of the group's own units are among the first ones. */
  chosen: Uint8Array;
}

function unitsOf(
  rows: Iterable<number>,
  stratum: Int32Array,
  unit: Int32Array,
): Map<string, number[][]> {
  const bySignature = new Map<string, number[][]>();
  for (const [, found] of Map.groupBy(rows, (row) => unit[row]!)) {
    found.sort((a, b) => stratum[a]! - stratum[b]! || a - b);
    const signature = found.map((row) => stratum[row]).join(" ");
    const list = bySignature.get(signature);
    if (list === undefined) bySignature.set(signature, [found]);
    else list.push(found);
  }
  return bySignature;
}

function swap(order: Int32Array, i: number, j: number): void {
  const kept = order[i]!;
  order[i] = order[j]!;
  order[j] = kept;
}
