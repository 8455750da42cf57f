/**
 * Measures the quality of fields on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { fieldQuality } from "../../image/quality.ts";
import { readField } from "../fields.ts";
import type { QualityTask } from "./quality.ts";

serveTasks(async ({ row, options }: QualityTask) => fieldQuality(await readField(row), options));
