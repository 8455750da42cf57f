/**
 * Judges fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { qualityTask } from "./task.ts";

serveTasks(qualityTask);
