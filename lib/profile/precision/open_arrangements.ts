import type { Random } from "../../core/random.ts";

/**
 * A group whose members are no candidates for negatives, each with all of its negatives in its own
 * stratum: a compound's wells on several plates, against the controls of each plate.
 */
export interface OpenGroup {
  /** Rows of the members [m]. */
  members: readonly number[];
  /** For each member, the places of its positives among the members. */
  positives: readonly Int32Array[];
  /** For each member, the places of the members of its stratum, its own too. */
  peers: readonly Int32Array[];
  /** For each member, its negatives; peers have the same. */
  candidates: readonly Int32Array[];
}

/**
 * Random arrangements that open groups share: which rows stand in for the members. Each place takes a
 * row of its own stratum, a member's or a control's, that no earlier peer has taken.
 *
 * @example
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { Random } from "../../core/random.ts";
 *
 * // Rows 0 and 1 are the members, one on each plate; 2 and 3 are the controls of the plates.
 * const ints = (...values: number[]) => Int32Array.from(values);
 * const group = {
 *   members: [0, 1],
 *   positives: [ints(1), ints(0)],
 *   peers: [ints(0), ints(1)],
 *   candidates: [ints(2), ints(3)],
 * };
 * const arrangements = new OpenArrangements(group, 10, new Random(1), (row) => row - 2);
 * arrangements.arrange(group, 0);
 * assert([0, 2].includes(arrangements.rows[0]!) && [1, 3].includes(arrangements.rows[1]!));
 * arrangements.seen(group);
 * assertEquals([...arrangements.rows], [0, 1]);
 * ```
 */
export class OpenArrangements {
  /** The column of each control that stands in, −1 for a member's own row [draws × m]. */
  readonly columns: Int32Array;
  /** Whether a member's row stays, anywhere: 1 or 0 [draws]. */
  readonly keeps: Uint8Array;
  /** The rows of the arrangement at hand [m]. */
  readonly rows: Int32Array;
  /** Which of the members each of them is, −1 for a control [m]. */
  readonly stays: Int32Array;
  /** For each draw and place, what stands in: a place among its peers, then candidates [draws × m]. */
  readonly #choices: Int32Array;

  /**
   * @param group A group like those that will be tested, in positives, peers and candidates.
   * @param draws Number of arrangements.
   * @param random Where they come from.
   * @param columnOf Number of a candidate among all there are.
   */
  constructor(
    { candidates, peers }: OpenGroup,
    draws: number,
    random: Random,
    columnOf: (candidate: number) => number,
  ) {
    const m = candidates.length;
    this.#choices = new Int32Array(draws * m);
    this.columns = new Int32Array(draws * m);
    this.keeps = new Uint8Array(draws);
    this.rows = new Int32Array(m);
    this.stays = new Int32Array(m);
    for (let draw = 0; draw < draws; draw++) {
      for (let k = 0; k < m; k++) {
        const at = draw * m + k, own = peers[k]!.length;
        do this.#choices[at] = random.integer(own + candidates[k]!.length); while (
          this.#isTaken(peers[k]!, draw * m, k)
        );
        const control = candidates[k]![this.#choices[at]! - own];
        this.columns[at] = control === undefined ? -1 : columnOf(control);
        if (control === undefined) this.keeps[draw] = 1;
      }
    }
  }

  /** Makes a draw the arrangement at hand, of a group like that of the constructor. */
  arrange({ members, candidates, peers }: OpenGroup, draw: number): void {
    const m = members.length;
    for (let k = 0; k < m; k++) {
      const choice = this.#choices[draw * m + k]!, own = peers[k]!.length;
      const stays = choice < own ? peers[k]![choice]! : -1;
      this.stays[k] = stays;
      this.rows[k] = stays < 0 ? candidates[k]![choice - own]! : members[stays]!;
    }
  }

  /** Makes the group as it was seen the arrangement at hand. */
  seen({ members }: OpenGroup): void {
    this.rows.set(members);
    members.forEach((_, k) => this.stays[k] = k);
  }

  /**
   * Whether a member's row stays in the arrangement at hand, in its own place or a peer's.
   *
   * @param peers Places of its stratum.
   * @param member Its own place.
   */
  isKept(peers: Int32Array, member: number): boolean {
    for (let i = 0; i < peers.length; i++) if (this.stays[peers[i]!] === member) return true;
    return false;
  }

  /** Whether an earlier peer has drawn the same. */
  #isTaken(peers: Int32Array, first: number, k: number): boolean {
    for (let i = 0; peers[i]! < k; i++) {
      if (this.#choices[first + peers[i]!] === this.#choices[first + k]) return true;
    }
    return false;
  }
}
