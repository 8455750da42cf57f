import { averagePrecisionBench, averagePrecisionMemoryBench } from "./average_precision.ts";
import type { Bench } from "./bench.ts";
import { combatBench } from "./combat.ts";
import { cosineBench } from "./cosine.ts";
import { tsneBench, umapBench } from "./maps.ts";
import { plateParquetBench } from "./plate_parquet.ts";
import { profileStepsBench } from "./profile_steps.ts";
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
  profileStepsBench(),
  combatBench(),
  averagePrecisionBench(),
  averagePrecisionMemoryBench(),
  cosineBench(),
];
