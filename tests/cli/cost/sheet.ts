import type { CostSheet, FieldStep } from "../../../lib/cli/cost/sheet.ts";

const memory = { before: 2e8, peak: 6e8 };
const cost = (step: FieldStep, seconds: number[], start = 0) => (
  { step, seconds, start, memory, bytes: 1e6, leaves: "field" as const }
);

/** Costs of fields of 100 × 100 px and two channels, made up so that plans can be done by hand. */
export const handSheet: CostSheet = {
  threads: 2,
  width: 100,
  height: 100,
  channels: 2,
  fields: 12,
  cells: 10,
  features: 50,
  perField: [
    cost("quality", [1, 1, 1], 36),
    cost("segment", [2, 4]),
    cost("embed", [3, 3, 3]),
  ],
  together: [
    { step: "normalize", wells: [100, 200], seconds: [1, 2] },
    { step: "activity", wells: [100, 200], seconds: [1, 8] },
  ],
  togetherPeak: 1e9,
};
