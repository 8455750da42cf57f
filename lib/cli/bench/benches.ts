import type { Bench } from "./bench.ts";
import { tsneBench, umapBench } from "./maps.ts";
import { segmentMeasureBench } from "./segment_measure.ts";
import { tiffBench } from "./tiff.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [segmentMeasureBench, tiffBench, umapBench, tsneBench];
