import { Random } from "../../core/random.ts";
import { Ranking, sortDown } from "./ranking.ts";
import { sequentialPValue } from "./sequential.ts";
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
 * Most stand-ins are controls, whatever the group. What controls make of one another's ranks is kept,
 * so that a group needs few comparisons: with its own rows that stay, and with those that went and
 * became one more negative each. Only where similarities tie is an arrangement ranked afresh.
 */
export class OpenDraws {
  /** For each draw and member, what stands in: a place among its peers, then candidates [draws × m]. */
  readonly #choices: Int32Array;
  /** The similarities with each control that stands in are in this column, −1 for own rows [draws × m]. */
  readonly #column: Int32Array;
  /** Whether an own row stays, anywhere [draws]. */
  readonly #keeps: Uint8Array;
  /**
   * Similarities of a control to its positives that are controls, the largest first, and how many
   * negatives among the controls are above each [draws × m × m − 1].
   */
  readonly #levels: Float32Array;
  readonly #above: Int32Array;
  /** The most that each average precision can be, whatever the own rows do [draws × m]. */
  readonly #most: Float64Array;
  /** The sums of the most and of the least that they can be; ±infinity where controls tie [draws]. */
  readonly #highest: Float64Array;
  readonly #lowest: Float64Array;
  /** Number of peers of each place [m]. */
  readonly #own: Int32Array;
  readonly #ranking: Ranking;
  /** Similarities of a query to its positives, the largest first [m]. */
  readonly #values: Float64Array;
  /** The rows of the arrangement at hand, and which of the members each is, −1 for a control [m]. */
  readonly #image: Int32Array;
  readonly #stays: Int32Array;

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
    const { candidates, peers } = group, m = candidates.length;
    this.#choices = new Int32Array(draws * m);
    this.#column = new Int32Array(draws * m);
    this.#keeps = new Uint8Array(draws);
    this.#levels = new Float32Array(draws * m * (m - 1));
    this.#above = new Int32Array(draws * m * (m - 1));
    this.#most = new Float64Array(draws * m);
    this.#highest = new Float64Array(draws);
    this.#lowest = new Float64Array(draws);
    this.#own = Int32Array.from(peers, ({ length }) => length);
    this.#ranking = new Ranking(m);
    this.#values = new Float64Array(m);
    this.#image = new Int32Array(m);
    this.#stays = new Int32Array(m);
    for (let draw = 0; draw < draws; draw++) {
      for (let k = 0; k < m; k++) {
        const own = peers[k]!.length;
        do this.#choices[draw * m + k] = random.integer(own + candidates[k]!.length); while (
          this.#isTaken(peers[k]!, draw * m, k)
        );
        const control = candidates[k]![this.#choices[draw * m + k]! - own];
        this.#column[draw * m + k] = control === undefined ? -1 : shared.column(control);
        if (control === undefined) this.#keeps[draw] = 1;
      }
      this.#arrange(group, draw);
      for (let k = 0; k < m; k++) this.#prepare(group, draw, k);
    }
  }

  /** Whether an earlier peer has drawn the same. */
  #isTaken(places: Int32Array, first: number, k: number): boolean {
    for (let i = 0; places[i]! < k; i++) {
      if (this.#choices[first + places[i]!] === this.#choices[first + k]) return true;
    }
    return false;
  }

  /** p-value of a sum of average precisions as large as `seen`, from one draw after the other. */
  pValue(group: OpenGroup, seen: number): number {
    const m = group.members.length, lines = group.members.map((row) => this.shared.line(row));
    const column = this.#column, keeps = this.#keeps, most = this.#most;
    const highest = this.#highest, lowest = this.#lowest;
    return sequentialPValue(this.draws, (draw) => {
      // Most draws are decided by the best and the worst that own rows can do.
      if (highest[draw]! < seen) return false;
      if (lowest[draw]! >= seen) return true;
      let sum = highest[draw] === Infinity ? NaN : highest[draw]!;
      const stays = keeps[draw] === 1;
      if (stays) this.#arrange(group, draw);
      // What asks with an own row is the least certain, so it comes first.
      for (let pass = stays ? 0 : 1; pass < 2; pass++) {
        for (let k = 0; k < m && sum >= seen; k++) {
          const at = draw * m + k, asks = column[at]! < 0;
          if (asks !== (pass === 0)) continue;
          const precision = stays
            ? this.#precision(group, lines, draw, k)
            : this.#precisionOfControls(group, lines, draw, k);
          sum += precision - most[at]!;
        }
      }
      // NaN stands for a tie.
      if (Number.isNaN(sum)) {
        this.#arrange(group, draw);
        sum = this.#sum(group, seen);
      }
      return sum >= seen;
    });
  }

  /** Sum of the average precisions of the group as it was seen. */
  seen(group: OpenGroup): number {
    this.#image.set(group.members);
    group.members.forEach((_, k) => this.#stays[k] = k);
    return this.#sum(group, 0);
  }

  /** Makes a draw the arrangement at hand. */
  #arrange({ members, candidates, peers }: OpenGroup, draw: number): void {
    const m = members.length;
    for (let k = 0; k < m; k++) {
      const choice = this.#choices[draw * m + k]!, own = this.#own[k]!;
      const stays = choice < own ? peers[k]![choice]! : -1;
      this.#stays[k] = stays;
      this.#image[k] = stays < 0 ? candidates[k]![choice - own]! : members[stays]!;
    }
  }

  /** Keeps what controls alone decide about the precision of place k. */
  #prepare({ positives, candidates, peers }: OpenGroup, draw: number, k: number): void {
    const { shared } = this, image = this.#image, stays = this.#stays;
    const m = image.length, near = peers[k]!, places = positives[k]!, count = places.length;
    const at = draw * m + k, first = at * (m - 1);
    if (stays[k]! >= 0) {
      this.#most[at] = 1;
      this.#highest[draw]! += 1;
      return;
    }
    const query = image[k]!, above = shared.above(query, candidates[k]!);
    const line = shared.line(query), levels = this.#levels, aboves = this.#above;
    let least = 0, ties = false, known = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      if (stays[place]! >= 0) continue;
      const column = this.#column[draw * m + place]!, level = line[column]!;
      let passed = above[column]!;
      ties ||= passed < 0;
      // Controls that stand in for peers are no negatives.
      for (let j = 0; j < near.length; j++) {
        const peer = near[j]!;
        if (peer === k || peer === place || stays[peer]! >= 0) continue;
        const similarity = line[this.#column[draw * m + peer]!]!;
        if (similarity > level) passed--;
      }
      let to = first + known++;
      for (; to > first && levels[to - 1]! < level; to--) {
        levels[to] = levels[to - 1]!;
        aboves[to] = aboves[to - 1]!;
      }
      ties ||= to > first && levels[to - 1] === level;
      levels[to] = level;
      aboves[to] = passed;
    }
    const open = count - known;
    let most = open;
    for (let i = 1; i <= known; i++) {
      const passed = aboves[first + i - 1]!;
      most += (open + i) / (open + i + passed);
      least += i / (i + passed + near.length);
    }
    this.#most[at] = most / count;
    this.#highest[draw]! += ties ? Infinity : most / count;
    this.#lowest[draw]! += ties ? -Infinity : least / count;
  }

  /** Average precision of a control at place k where all own rows went; NaN where one of them ties. */
  #precisionOfControls(
    { positives, peers }: OpenGroup,
    lines: readonly Float32Array[],
    draw: number,
    k: number,
  ): number {
    const m = positives.length, at = draw * m + k, first = at * (m - 1), near = peers[k]!;
    const query = this.#column[at]!, count = positives[k]!.length;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const level = this.#levels[first + i]!;
      let place = i + 1 + this.#above[first + i]!;
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
    const { shared } = this, image = this.#image, stays = this.#stays, values = this.#values;
    const m = members.length, at = draw * m + k, first = at * (m - 1), column = this.#column;
    const near = peers[k]!, places = positives[k]!, count = places.length, query = image[k]!;
    const asks = stays[k]! >= 0, mine = lines[Math.max(stays[k]!, 0)]!;
    let fresh = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!, kept = stays[place]!;
      if (kept < 0 && !asks) continue;
      values[fresh++] = kept < 0
        ? mine[column[draw * m + place]!]!
        : asks
        ? shared.at(query, image[place]!)
        : lines[kept]![column[at]!]!;
    }
    sortDown(values, fresh);
    const negatives = shared.sorted(query, candidates[k]!), known = count - fresh;
    // The positives in order: those compared now, and the controls that are known.
    let sum = 0;
    for (let i = 0, a = 0, b = 0; i < count; i++) {
      const isKnown = a === fresh || (b < known && this.#levels[first + b]! >= values[a]!);
      const level = isKnown ? this.#levels[first + b]! : values[a]!;
      if (isKnown ? a < fresh && values[a] === level : a > 0 && values[a - 1] === level) return NaN;
      let place = i + 1;
      if (isKnown) place += this.#above[first + b++]!;
      else {
        place += this.#countAbove(negatives, level, near, k);
        a++;
      }
      for (let j = 0; j < near.length; j++) {
        if (this.#isKept(near, near[j]!)) continue;
        const similarity = asks
          ? shared.at(query, members[near[j]!]!)
          : lines[near[j]!]![column[at]!]!;
        if (similarity > level) place++;
        else if (similarity === level) return NaN;
      }
      sum += (i + 1) / place;
    }
    return sum / count;
  }

  /** Whether a member's row stays, in its own place or another's. */
  #isKept(near: Int32Array, member: number): boolean {
    for (let i = 0; i < near.length; i++) if (this.#stays[near[i]!] === member) return true;
    return false;
  }

  /**
   * Number of candidates above a similarity to the row at place k, without those that stand in for
   * its peers; NaN where one of them ties.
   */
  #countAbove(negatives: Float32Array, level: number, near: Int32Array, k: number): number {
    const upTo = countUpTo(negatives, level);
    let passed = negatives.length - upTo, tied = 0;
    while (negatives[upTo - tied - 1] === level) tied++;
    for (let j = 0; j < near.length; j++) {
      const place = near[j]!;
      if (place === k || this.#stays[place]! >= 0) continue;
      const similarity = this.shared.at(this.#image[k]!, this.#image[place]!);
      if (similarity > level) passed--;
      else if (similarity === level) tied--;
    }
    return tied > 0 ? NaN : passed;
  }

  /** The sum of the arrangement at hand, or any number below `enough` once it cannot be reached. */
  #sum({ members, positives, candidates, peers }: OpenGroup, enough: number): number {
    const { shared } = this, ranking = this.#ranking, values = this.#values;
    const image = this.#image, m = members.length;
    let sum = 0;
    for (let k = 0; k < m; k++) {
      if (sum + m - k < enough) return sum;
      const query = image[k]!, places = positives[k]!, near = peers[k]!;
      for (let i = 0; i < places.length; i++) values[i] = shared.at(query, image[places[i]!]!);
      ranking.start(values, places.length);
      ranking.addSorted(shared.sorted(query, candidates[k]!));
      // Controls that stand in are no negatives; members that nobody kept are.
      for (let i = 0; i < near.length; i++) {
        const row = image[near[i]!]!;
        if (this.#stays[near[i]!]! < 0 && row !== query) ranking.add(shared.at(query, row), -1);
        if (!this.#isKept(near, near[i]!)) ranking.add(shared.at(query, members[near[i]!]!));
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
