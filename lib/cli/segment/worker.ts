/**
 * Segments fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { segmentTask } from "./task.ts";

serveTasks(segmentTask);
