import type { Bench } from "./bench.ts";
import { tsneBench, umapBench } from "./maps.ts";
import { plateParquetBench } from "./plate_parquet.ts";
import { segmentMeasureBench } from "./segment_measure.ts";
import { denseTanimotoBench, tanimotoBench } from "./tanimoto.ts";
import { tiffBench } from "./tiff.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [
  segmentMeasureBench,
  tiffBench,
  plateParquetBench,
  umapBench,
  tsneBench,
  tanimotoBench,
  denseTanimotoBench,
];
