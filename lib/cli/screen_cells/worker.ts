/**
 * Cuts cells out of fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { cutCells } from "./cut_cells.ts";

serveTasks(cutCells);
