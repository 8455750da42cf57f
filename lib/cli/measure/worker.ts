/**
 * Measures fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { measureTask } from "./task.ts";

serveTasks(measureTask);
