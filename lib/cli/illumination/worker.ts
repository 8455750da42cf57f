/**
 * Finds the light of plates and channels on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { illuminationTask } from "./task.ts";

serveTasks(illuminationTask);
