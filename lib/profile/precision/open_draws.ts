import type { Random } from "../../core/random.ts";
import { ControlRanks } from "./control_ranks.ts";
import { OpenArrangements, type OpenGroup } from "./open_arrangements.ts";
import { Ranking, sortDown } from "./ranking.ts";
import { sequentialPValue } from "./sequential.ts";
import type { SharedSimilarities } from "./shared.ts";

/**
 * The permutation test of open groups, on random arrangements that many of them share.
 *
 * Most stand-ins are controls, whatever the group. What controls make of one another's ranks is kept,
 * so that a group needs few comparisons: with its own rows that stay, and with those that went and
 * became one more negative each. Only where similarities tie is an arrangement ranked afresh.
 */
export class OpenDraws {
  readonly #arrangements: OpenArrangements;
  readonly #ranks: ControlRanks;
  readonly #ranking: Ranking;
  /** Similarities of a query to its positives, the largest first [m]. */
  readonly #values: Float64Array;

  /**
   * @param group A group like those that will be tested, in positives, peers and candidates.
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
    const columnOf = (row: number) => shared.column(row), m = group.candidates.length;
    this.#arrangements = new OpenArrangements(group, draws, random, columnOf);
    this.#ranks = new ControlRanks(group, draws, this.#arrangements, shared);
    this.#ranking = new Ranking(m);
    this.#values = new Float64Array(m);
  }

  /** p-value of a sum of average precisions as large as `seen`, from one draw after the other. */
  pValue(group: OpenGroup, seen: number): number {
    const m = group.members.length, lines = group.members.map((row) => this.shared.line(row));
    const { columns, keeps } = this.#arrangements, { most, highest, lowest } = this.#ranks;
    return sequentialPValue(this.draws, (draw) => {
      // Most draws are decided by the best and the worst that own rows can do.
      if (highest[draw]! < seen) return false;
      if (lowest[draw]! >= seen) return true;
      let sum = highest[draw] === Infinity ? NaN : highest[draw]!;
      const stays = keeps[draw] === 1;
      if (stays) this.#arrangements.arrange(group, draw);
      // What asks with an own row is the least certain, so it comes first.
      for (let pass = stays ? 0 : 1; pass < 2; pass++) {
        for (let k = 0; k < m && sum >= seen; k++) {
          const at = draw * m + k, asks = columns[at]! < 0;
          if (asks !== (pass === 0)) continue;
          const precision = stays
            ? this.#precision(group, lines, draw, k)
            : this.#precisionOfControls(group, lines, draw, k);
          sum += precision - most[at]!;
        }
      }
      // NaN stands for a tie.
      if (Number.isNaN(sum)) {
        this.#arrangements.arrange(group, draw);
        sum = this.#sum(group, seen);
      }
      return sum >= seen;
    });
  }

  /** Sum of the average precisions of the group as it was seen. */
  seen(group: OpenGroup): number {
    this.#arrangements.seen(group);
    return this.#sum(group, 0);
  }

  /** Average precision of a control at place k where all own rows went; NaN where one of them ties. */
  #precisionOfControls(
    { positives, peers }: OpenGroup,
    lines: readonly Float32Array[],
    draw: number,
    k: number,
  ): number {
    const m = positives.length, at = draw * m + k, first = at * (m - 1), near = peers[k]!;
    const { levels, above } = this.#ranks;
    const query = this.#arrangements.columns[at]!, count = positives[k]!.length;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const level = levels[first + i]!;
      let place = i + 1 + above[first + i]!;
      for (let j = 0; j < near.length; j++) {
        const similarity = lines[near[j]!]![query]!;
        if (similarity > level) place++;
        else if (similarity === level) return NaN;
      }
      sum += (i + 1) / place;
    }
    return sum / count;
  }

  /**
   * Average precision at place k of the arrangement at hand, a draw's; NaN where rows tie.
   *
   * @param lines Similarities of each member with all candidates.
   */
  #precision(
    { members, positives, candidates, peers }: OpenGroup,
    lines: readonly Float32Array[],
    draw: number,
    k: number,
  ): number {
    const { shared } = this, values = this.#values, { levels, above } = this.#ranks;
    const arrangements = this.#arrangements, { rows, stays, columns } = arrangements;
    const m = members.length, at = draw * m + k, first = at * (m - 1);
    const near = peers[k]!, places = positives[k]!, count = places.length, query = rows[k]!;
    const asks = stays[k]! >= 0, mine = lines[Math.max(stays[k]!, 0)]!;
    let fresh = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!, kept = stays[place]!;
      if (kept < 0 && !asks) continue;
      values[fresh++] = kept < 0
        ? mine[columns[draw * m + place]!]!
        : asks
        ? shared.at(query, rows[place]!)
        : lines[kept]![columns[at]!]!;
    }
    sortDown(values, fresh);
    const negatives = shared.sorted(query, candidates[k]!), known = count - fresh;
    // The positives in order: those compared now, and the controls that are known.
    let sum = 0;
    for (let i = 0, a = 0, b = 0; i < count; i++) {
      const isKnown = a === fresh || (b < known && levels[first + b]! >= values[a]!);
      const level = isKnown ? levels[first + b]! : values[a]!;
      if (isKnown ? a < fresh && values[a] === level : a > 0 && values[a - 1] === level) return NaN;
      let place = i + 1;
      if (isKnown) place += above[first + b++]!;
      else {
        place += this.#countAbove(negatives, level, near, k);
        a++;
      }
      for (let j = 0; j < near.length; j++) {
        if (arrangements.isKept(near, near[j]!)) continue;
        const similarity = asks
          ? shared.at(query, members[near[j]!]!)
          : lines[near[j]!]![columns[at]!]!;
        if (similarity > level) place++;
        else if (similarity === level) return NaN;
      }
      sum += (i + 1) / place;
    }
    return sum / count;
  }

  /**
   * Number of candidates above a similarity to the row at place k, without those that stand in for
   * its peers; NaN where one of them ties.
   */
  #countAbove(negatives: Float32Array, level: number, near: Int32Array, k: number): number {
    const upTo = countUpTo(negatives, level), { rows, stays } = this.#arrangements;
    let passed = negatives.length - upTo, tied = 0;
    while (negatives[upTo - tied - 1] === level) tied++;
    for (let j = 0; j < near.length; j++) {
      const place = near[j]!;
      if (place === k || stays[place]! >= 0) continue;
      const similarity = this.shared.at(rows[k]!, rows[place]!);
      if (similarity > level) passed--;
      else if (similarity === level) tied--;
    }
    return tied > 0 ? NaN : passed;
  }

  /** The sum of the arrangement at hand, or any number below `enough` once it cannot be reached. */
  #sum({ members, positives, candidates, peers }: OpenGroup, enough: number): number {
    const { shared } = this, ranking = this.#ranking, values = this.#values;
    const arrangements = this.#arrangements, { rows, stays } = arrangements, m = members.length;
    let sum = 0;
    for (let k = 0; k < m; k++) {
      if (sum + m - k < enough) return sum;
      const query = rows[k]!, places = positives[k]!, near = peers[k]!;
      for (let i = 0; i < places.length; i++) values[i] = shared.at(query, rows[places[i]!]!);
      ranking.start(values, places.length);
      ranking.addSorted(shared.sorted(query, candidates[k]!));
      // Controls that stand in are no negatives; members that nobody kept are.
      for (let i = 0; i < near.length; i++) {
        const row = rows[near[i]!]!;
        if (stays[near[i]!]! < 0 && row !== query) ranking.add(shared.at(query, row), -1);
        if (!arrangements.isKept(near, near[i]!)) ranking.add(shared.at(query, members[near[i]!]!));
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
