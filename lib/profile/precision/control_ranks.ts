import type { OpenArrangements, OpenGroup } from "./open_arrangements.ts";
import type { SharedSimilarities } from "./shared.ts";

/**
 * What the controls of random arrangements alone decide about average precisions, whatever the rows of
 * the members are: the ranks of controls among controls, and with them the most and the least that the
 * precisions can be.
 */
export class ControlRanks {
  /** Similarities of a control to its positives that are controls, largest first [draws × m × m − 1]. */
  readonly levels: Float32Array;
  /** How many negatives among the controls are above each of them [draws × m × m − 1]. */
  readonly above: Int32Array;
  /** The most that each average precision can be [draws × m]. */
  readonly most: Float64Array;
  /** The sum of the most that they can be; ∞ where controls tie [draws]. */
  readonly highest: Float64Array;
  /** The sum of the least that they can be; −∞ where controls tie [draws]. */
  readonly lowest: Float64Array;

  /**
   * @param group A group like those that will be tested, in positives, peers and candidates.
   * @param draws Number of arrangements.
   * @param arrangements The arrangements; they are made those at hand one after the other.
   * @param shared Similarities of controls.
   */
  constructor(
    group: OpenGroup,
    draws: number,
    private readonly arrangements: OpenArrangements,
    private readonly shared: SharedSimilarities,
  ) {
    const m = group.candidates.length;
    this.levels = new Float32Array(draws * m * (m - 1));
    this.above = new Int32Array(draws * m * (m - 1));
    this.most = new Float64Array(draws * m);
    this.highest = new Float64Array(draws);
    this.lowest = new Float64Array(draws);
    for (let draw = 0; draw < draws; draw++) {
      arrangements.arrange(group, draw);
      for (let k = 0; k < m; k++) this.#rank(group, draw, k);
    }
  }

  /** Ranks the controls for place k of the arrangement at hand. */
  #rank({ positives, candidates, peers }: OpenGroup, draw: number, k: number): void {
    const { shared, levels, above: aboves } = this, { rows, stays, columns } = this.arrangements;
    const m = rows.length, near = peers[k]!, places = positives[k]!, count = places.length;
    const at = draw * m + k, first = at * (m - 1);
    if (stays[k]! >= 0) {
      this.most[at] = 1;
      this.highest[draw]! += 1;
      return;
    }
    const query = rows[k]!, above = shared.above(query, candidates[k]!);
    const line = shared.line(query);
    let least = 0, ties = false, known = 0;
    for (let i = 0; i < count; i++) {
      const place = places[i]!;
      if (stays[place]! >= 0) continue;
      const column = columns[draw * m + place]!, level = line[column]!;
      let passed = above[column]!;
      ties ||= passed < 0;
      // Controls that stand in for peers are no negatives.
      for (let j = 0; j < near.length; j++) {
        const peer = near[j]!;
        if (peer === k || peer === place || stays[peer]! >= 0) continue;
        const similarity = line[columns[draw * m + peer]!]!;
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
    this.most[at] = most / count;
    this.highest[draw]! += ties ? Infinity : most / count;
    this.lowest[draw]! += ties ? -Infinity : least / count;
  }
}
