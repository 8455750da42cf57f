/** Metadata columns and rows that grading reads. */
export interface GradeColumns {
  /** Columns of the batches, the widest first: week, plate. */
  levels: readonly string[];
  /** Compound; whole compounds are drawn for the intervals. */
  compound: string;
  /** Columns that make a treatment together with the compound, such as the dose; defaults to none. */
  dose?: readonly string[];
  /** Mechanism, null where unknown; defaults to none, and then nothing is matched. */
  moa?: string;
  /** Batch of a treatment, for NSCB; defaults to none, and then NSCB is not scored. */
  batch?: string;
}

/** A score as a function of the weights of its units, which a bootstrap draws. */
export interface Part {
  /** Whether it tells of the batch (less is better) or of biology (more is better). */
  about: "batch" | "biology";
  /** Its name. */
  score: string;
  /** What profiles that hold nothing reach. */
  chance: number;
  /** Its value where unit i counts `weights[i]` times [units]. */
  value: (weights: Float64Array) => number;
}
