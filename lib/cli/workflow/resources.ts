import type { FieldIndex } from "../../data/index_file.ts";
import type { WorkflowConfig } from "./config.ts";

type Resources = Omit<WorkflowConfig["cost"], "factor">;

/** What jobs ask for where nothing was measured: more than fields of 1 to 2 megapixels took. */
export const usualResources: Resources = {
  start: 60,
  source: "generous guesses, c2s cost measures them",
  steps: {
    quality: { seconds: 4, mb: 1000, mb_a_thread: 300 },
    illumination: { seconds: 2, mb: 1000, mb_a_thread: 300 },
    segment: { seconds: 15, mb: 1500, mb_a_thread: 400 },
    measure: { seconds: 30, mb: 1500, mb_a_thread: 500 },
    embed: { seconds: 10, mb: 3000, mb_a_thread: 100 },
    wells: { seconds: 1, mb: 4000, mb_a_thread: 0 },
    together: { seconds: 3600, mb: 8000, mb_a_thread: 0 },
  },
};

export function resourcesFrom(_file: string, _index: FieldIndex): Promise<Resources> {
  return Promise.resolve(usualResources);
}
