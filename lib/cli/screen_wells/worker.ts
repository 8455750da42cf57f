/**
 * Measures the cells of fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { measureCells } from "./measure_cells.ts";

serveTasks(measureCells);
