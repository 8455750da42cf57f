/**
 * Scores images on a thread of its own.
 *
 * @module
 */
import { serveTasks } from "../../core/parallel.ts";
import { scoreImage } from "./one_image.ts";

serveTasks(scoreImage);
