import { fieldSteps } from "../cost/sheet.ts";

/** What a step costs, for the resources that its jobs ask for. */
export interface StepResources {
  /** Seconds of one core for a field; for the steps that see all plates, for the screen. */
  seconds: number;
  /** Memory with one thread, MB. */
  mb: number;
  /** Memory that each further thread takes, MB. */
  mb_a_thread: number;
  /** Memory that each field of a plate takes, where the step holds them all, MB; defaults to none. */
  mb_a_field?: number;
}

/** Names of the steps whose cost the workflow asks for; `together` are those that see all plates. */
export const costedSteps = [...fieldSteps, "together"] as const;

/** A step whose cost the workflow asks for. */
export type CostedStep = typeof costedSteps[number];

/** What stands in the workflow's `config.yaml`. */
export interface WorkflowConfig {
  /** How c2s is called. */
  c2s: string;
  /** Fields of each plate, by the name of its files. */
  plates: Record<string, number>;
  /** Threads of a job. */
  threads: number;
  /** Whether fields that quality control flags are left out. */
  dropFlagged: boolean;
  /** Options of each step, as typed after its command; null leaves out one of {@link optionalSteps}. */
  steps: Record<string, string | null>;
  /** What the jobs ask for: the measured cost times the factor, more at every new attempt. */
  cost: {
    factor: number;
    /** Seconds until a command works. */
    start: number;
    /** Where the numbers come from. */
    source: string;
    steps: Record<CostedStep, StepResources>;
  };
}

/** Steps whose files no other step needs; the Snakefile has the same list. */
export const optionalSteps = [
  "quality",
  "illumination",
  "embed",
  "select",
  "correct",
  "moa",
  "activity",
  "leakage",
] as const;

const meaning: Record<string, string> = {
  quality: "c2s quality, a plate",
  illumination: "c2s illumination, a plate; segment, measure and embed then correct the light",
  segment: "c2s segment, a plate",
  measure: "c2s measure, a plate",
  embed: "c2s embed, a plate; for example --model inception_v3",
  wells: "c2s aggregate: cells or fields to wells, a plate",
  normalize: "c2s normalize, all plates",
  select: "c2s select, all plates; --impute fills what is then still missing",
  correct: "a command that corrects batches, with its options: combat where all batches have the " +
    "same treatments; tvn or whiten, which go by controls; harmony",
  treatments: "c2s aggregate: wells to treatments",
  moa: "c2s score moa, on treatments",
  activity: "c2s score activity, on wells",
  leakage: "c2s score leakage, on wells",
};

/**
 * The text of a workflow's `config.yaml`: every choice on a line of its own, with what it means.
 *
 * @param config What stands in it.
 *
 * @example
 * ```ts
 * import { configText, costedSteps } from "./config.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const one = { seconds: 2, mb: 500, mb_a_thread: 100 };
 * const steps = Object.fromEntries(costedSteps.map((step) => [step, one])) as Record<
 *   typeof costedSteps[number],
 *   typeof one
 * >;
 * const text = configText({
 *   c2s: "c2s",
 *   plates: { P1: 240 },
 *   threads: 8,
 *   dropFlagged: false,
 *   steps: { segment: "--method classical", embed: null },
 *   cost: { factor: 2, start: 20, source: "measured", steps },
 * });
 * assertStringIncludes(text, 'segment: "--method classical"');
 * assertStringIncludes(text, "embed: null");
 * ```
 */
export function configText(config: WorkflowConfig): string {
  const { c2s, plates, threads, dropFlagged, steps, cost } = config;
  // A JSON text is a YAML text of the same meaning.
  const text = (value: string | null) => JSON.stringify(value);
  return [
    "# How c2s is called. On a cluster every node must find this Deno and the project so.",
    `c2s: ${text(c2s)}`,
    "",
    "# Threads of a job; on this machine no more than it has.",
    `threads: ${threads}`,
    "",
    "# Leave out the fields that c2s quality flags; quality below must not be null then.",
    `drop_flagged: ${dropFlagged}`,
    "",
    "# What is typed after each command. null leaves a step out; it can be that of",
    `# ${optionalSteps.join(", ")}.`,
    "steps:",
    ...Object.entries(steps).flatMap(([name, options]) => [
      ...name in meaning ? [`  # ${meaning[name]}`] : [],
      `  ${name}: ${text(options)}`,
    ]),
    "",
    `# What jobs ask for: ${cost.source}; times the factor, and more at every new attempt.`,
    "# Seconds of one core a field (together: a screen), MB with one thread, for each further",
    "# one, and for each field where a step holds a whole plate.",
    "cost:",
    `  factor: ${cost.factor}`,
    `  start: ${cost.start}`,
    "  steps:",
    ...Object.entries(cost.steps).map(([name, { seconds, mb, mb_a_thread, mb_a_field = 0 }]) =>
      `    ${name}: {seconds: ${seconds}, mb: ${mb}, mb_a_thread: ${mb_a_thread}, ` +
      `mb_a_field: ${mb_a_field}}`
    ),
    "",
    "# Fields of each plate; their indexes lie in plates/.",
    "plates:",
    ...Object.entries(plates).map(([plate, fields]) => `  ${text(plate)}: ${fields}`),
    "",
  ].join("\n");
}
