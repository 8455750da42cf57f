import type { Invocation, Option } from "../command.ts";

/** Something that `c2s score` can judge. */
export interface ScoreKind {
  /** One line for the help. */
  summary: string;
  /** Its options. */
  options: Record<string, Option>;
  /** A command line that works. */
  example: string;
  /** Does the work. */
  run: (invocation: Invocation) => Promise<void>;
}
