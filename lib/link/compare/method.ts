import type { Matrix } from "../../core/matrix.ts";
import type { Matched } from "../matched.ts";

/** How well profiles and structures of the same compounds fit, as a method has it. */
export interface Directions {
  /** Score of profile i with structure j [n × n]. */
  toStructure: Matrix;
  /** Score of structure i with profile j [n × n]. */
  toProfile: Matrix;
}

/** What is chosen on the validation compounds. */
export type Setting = Readonly<Record<string, number | string>>;

/** A fitted method. */
export interface Fitted {
  /** Scores compounds that it has not seen. */
  score: (test: Matched) => Directions | Promise<Directions>;
  /** What to fit again with on more compounds; defaults to the setting that was given. */
  again?: Setting;
}

/** A way to translate, to be compared with others. */
export interface Method {
  /** Its name. */
  name: string;
  /** Settings to choose from on the validation compounds. */
  settings: readonly Setting[];
  /**
   * Looks at the training compounds once for all settings.
   *
   * @param train Compounds to learn from.
   * @param validation Compounds to stop by; absent where the setting says when to stop.
   */
  prepare: (
    train: Matched,
    validation?: Matched,
  ) => (setting: Setting) => Fitted | Promise<Fitted>;
}
