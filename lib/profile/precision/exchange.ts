import type { Random } from "../../core/random.ts";
import { movingUnits, partsOf } from "./moving_units.ts";
import type { Movement } from "./shared_null.ts";

/**
 * Which rows may stand in for which under the null hypothesis, and all the ways to let them.
 *
 * Units are what moves as a whole: a row, or the rows of one well position on several plates. A unit
 * may stand in for another only where both have the same strata (for example one row on each of the
 * same plates), and where units meet at places only where those of both do, as often.
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
   * @param movement Stratum, unit and place of each row.
   */
  constructor(members: Int32Array, outside: Iterable<number>, movement: Movement) {
    const { stratum } = movement;
    this.image = Int32Array.from(members);
    const place = new Map(Array.from(members, (row, index) => [row, index]));
    const strata = new Set(Array.from(members, (row) => stratum[row]!));
    const inside = Map.groupBy(movingUnits(members, movement), ({ form }) => form);
    const others = Map.groupBy(
      movingUnits([...outside].filter((row) => strata.has(stratum[row]!)), movement)
        // What shares places as nothing of the group does stands in part by part.
        .flatMap((unit) => inside.has(unit.form) ? [unit] : partsOf(unit, stratum)),
      ({ form }) => form,
    );
    for (const [form, own] of inside) {
      const units = [...own, ...others.get(form) ?? []].map(({ parts }) => parts.flat());
      this.#classes.push({
        members: units.slice(0, own.length)
          .map((rows) => rows.map((row) => place.get(row) as number)),
        units,
        order: Int32Array.from(units, (_, i) => i),
        chosen: new Uint8Array(own.length),
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

function swap(order: Int32Array, i: number, j: number): void {
  const kept = order[i]!;
  order[i] = order[j]!;
  order[j] = kept;
}
