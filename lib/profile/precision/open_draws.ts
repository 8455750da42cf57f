import { Random } from "../../core/random.ts";
import { Ranking, sortDown } from "./ranking.ts";
import type { SharedSimilarities } from "./shared.ts";

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
 * Random arrangements that many open groups share.
 *
 * In most of them all stand-ins are controls, whatever the group, and its own row comes in only as
 * one more negative of each. What the controls make of the ranks is kept, so that a group needs one
 * comparison with each positive. An arrangement in which an own row stays is ranked afresh.
 */
export class OpenDraws {
  /** For each draw and member, what stands in: a place among its peers, then candidates [draws × m]. */
  readonly #choices: Int32Array;
  /** Similarity of each positive, the largest first, and negatives above it [draws × m × m − 1]. */
  readonly #levels: Float32Array;
  readonly #above: Int32Array;
  /** Draws that have to be ranked afresh: an own row stays, or similarities tie. */
  readonly #afresh: Uint8Array;
  /** Sum of the average precisions with no own row, and with all of them first [draws]. */
  readonly #most: Float64Array;
  readonly #least: Float64Array;
  readonly #ranking: Ranking;
  readonly #values: Float64Array;
  /** What stands in in the arrangement that is ranked, as in `#choices`, and its rows [m]. */
  readonly #current: Int32Array;
  readonly #image: Int32Array;

  /**
   * @param group A group like those that will be tested, in members, positives and candidates.
   * @param draws Number of arrangements.
   * @param random Where they come from.
   * @param shared Similarities of controls and members.
   */
  constructor(
    group: OpenGroup,
    private readonly draws: number,
    random: Random,
    private readonly shared: SharedSimilarities,
  ) {
    const { candidates, peers } = group, m = candidates.length;
    this.#choices = new Int32Array(draws * m);
    this.#levels = new Float32Array(draws * m * (m - 1));
    this.#above = new Int32Array(draws * m * (m - 1));
    this.#afresh = new Uint8Array(draws);
    this.#most = new Float64Array(draws);
    this.#least = new Float64Array(draws);
    this.#ranking = new Ranking(m);
    this.#values = new Float64Array(m);
    this.#current = new Int32Array(m);
    this.#image = new Int32Array(m);
    const image = this.#image;
    for (let draw = 0; draw < draws; draw++) {
      for (let k = 0; k < m; k++) {
        const own = peers[k]!.length;
        do this.#choices[draw * m + k] = random.integer(own + candidates[k]!.length); while (
          this.#isTaken(peers[k]!, draw * m, k)
        );
        const choice = this.#choices[draw * m + k]! - own;
        if (choice < 0) this.#afresh[draw] = 1;
        else image[k] = candidates[k]![choice]!;
      }
      if (this.#afresh[draw] === 0) this.#prepare(group, image, draw);
    }
  }

  /** Whether an earlier peer has drawn the same. */
  #isTaken(places: Int32Array, first: number, k: number): boolean {
    for (let i = 0; places[i]! < k; i++) {
      if (this.#choices[first + places[i]!] === this.#choices[first + k]) return true;
    }
    return false;
  }

  /** Number of draws whose sum of average precisions is at least `seen`. */
  reached(group: OpenGroup, seen: number): number {
    const { members, positives, candidates, peers } = group, m = members.length;
    const choices = this.#choices, levels = this.#levels, aboves = this.#above;
    const afresh = this.#afresh, most = this.#most, least = this.#least;
    const own = members.map((row, k) =>
      Float32Array.from(candidates[k]!, (candidate) => this.shared.at(row, candidate))
    );
    const near = peers.map((places) => Array.from(places, (place) => own[place] as Float32Array));
    let reached = 0;
    for (let draw = 0; draw < this.draws; draw++) {
      // An own row can only lower a precision: most draws are decided by what it can do at best.
      if (afresh[draw] === 0 && (most[draw]! < seen || least[draw]! >= seen)) {
        if (most[draw]! >= seen) reached++;
        continue;
      }
      let sum = 0;
      for (let k = 0; k < m && afresh[draw] === 0; k++) {
        const at = draw * m + k, first = at * (m - 1), count = positives[k]!.length;
        const added = near[k]!, query = choices[at]! - added.length;
        let precision = 0;
        for (let i = 0; i < count; i++) {
          const level = levels[first + i]!;
          let place = i + 1 + aboves[first + i]!, tied = false;
          for (let j = 0; j < added.length; j++) {
            const similarity = added[j]![query]!;
            if (similarity > level) place++;
            else if (similarity === level) tied = true;
          }
          precision += (i + 1) / place;
          if (tied) precision = NaN;
        }
        sum += precision / count;
      }
      // NaN stands for a tie with an own row.
      if (afresh[draw] === 1 || Number.isNaN(sum)) {
        for (let k = 0; k < m; k++) this.#current[k] = choices[draw * m + k]!;
        sum = this.#sum(group, seen);
      }
      if (sum >= seen) reached++;
    }
    return reached;
  }

  /** Sum of the average precisions of the group as it was seen. */
  seen(group: OpenGroup): number {
    group.peers.forEach((places, k) => this.#current[k] = places.indexOf(k));
    return this.#sum(group, 0);
  }

  #prepare({ positives, candidates, peers }: OpenGroup, image: Int32Array, draw: number): void {
    const { shared } = this, m = image.length, values = this.#values;
    for (let k = 0; k < m; k++) {
      const query = image[k]!, negatives = shared.sorted(query, candidates[k]!);
      const first = (draw * m + k) * (m - 1), places = positives[k]!, near = peers[k]!;
      const count = places.length;
      for (let i = 0; i < count; i++) values[i] = shared.at(query, image[places[i]!]!);
      sortDown(values, count);
      for (let i = 0; i < count; i++) {
        const level = values[i]!;
        let above = negatives.length - countUpTo(negatives, level), tied = 0;
        while (negatives[negatives.length - above - tied - 1] === level) tied++;
        // Controls that stand in for peers are no negatives.
        for (let j = 0; j < near.length; j++) {
          if (near[j] === k) continue;
          const similarity = shared.at(query, image[near[j]!]!);
          if (similarity > level) above--;
          else if (similarity === level) tied--;
        }
        if (tied > 0 || (i > 0 && values[i - 1] === level)) this.#afresh[draw] = 1;
        this.#levels[first + i] = level;
        this.#above[first + i] = above;
        this.#most[draw]! += (i + 1) / (i + 1 + above) / count;
        this.#least[draw]! += (i + 1) / (i + 1 + above + near.length) / count;
      }
    }
  }

  /** The sum of the current arrangement, or any number below `enough` once it cannot be reached. */
  #sum({ members, positives, candidates, peers }: OpenGroup, enough: number): number {
    const { shared } = this, ranking = this.#ranking, values = this.#values;
    const current = this.#current, image = this.#image, m = members.length;
    for (let k = 0; k < m; k++) {
      const choice = current[k]!, places = peers[k]!;
      image[k] = choice < places.length
        ? members[places[choice]!]!
        : candidates[k]![choice - places.length]!;
    }
    let sum = 0;
    for (let k = 0; k < m; k++) {
      if (sum + m - k < enough) return sum;
      const query = image[k]!, places = positives[k]!, near = peers[k]!;
      for (let i = 0; i < places.length; i++) values[i] = shared.at(query, image[places[i]!]!);
      ranking.start(values, places.length);
      ranking.addSorted(shared.sorted(query, candidates[k]!));
      // Controls that stand in are no negatives; members that nobody kept are.
      for (let i = 0; i < near.length; i++) {
        const row = image[near[i]!]!, isControl = current[near[i]!]! >= near.length;
        if (isControl && row !== query) ranking.add(shared.at(query, row), -1);
        let kept = false;
        for (let j = 0; j < near.length; j++) kept ||= current[near[j]!] === i;
        if (!kept) ranking.add(shared.at(query, members[near[i]!]!));
      }
      sum += ranking.value();
    }
    return sum;
  }
}

/** How many of the values, sorted upwards, are at most the limit. */
function countUpTo(values: Float32Array, limit: number): number {
  let low = 0, high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
