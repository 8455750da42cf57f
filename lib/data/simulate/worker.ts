/**
 * Draws and writes fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import type { ScreenSettings } from "./options.ts";
import { planScreen, type ScreenPlan } from "./plan.ts";
import { writeField } from "./write.ts";

/** One field to be written. */
export interface FieldTask {
  /** Folder of the screen. */
  out: string;
  /** All settings; the plan follows from them. */
  settings: ScreenSettings;
  /** Which field. */
  index: number;
}

let made: { key: string; plan: ScreenPlan } | undefined;

serveTasks(({ out, settings, index }: FieldTask) => {
  // A plan is cheap to make again, and dear to send with each of many fields.
  const key = JSON.stringify(settings);
  if (made?.key !== key) made = { key, plan: planScreen(settings) };
  return writeField(out, made.plan, index);
});
