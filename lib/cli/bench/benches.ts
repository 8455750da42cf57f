import { averagePrecisionBench, averagePrecisionMemoryBench } from "./average_precision.ts";
import { backgroundBench } from "./background.ts";
import type { Bench } from "./bench.ts";
import { combatBench } from "./combat.ts";
import { cosineBench } from "./cosine.ts";
import { descriptorsBench } from "./descriptors.ts";
import { embedBench, embedEagerBench } from "./embed.ts";
import { fineTuneBench, fineTuneFastBench } from "./fine_tune.ts";
import { tsneBench, umapBench } from "./maps.ts";
import { benchPlates, plateMemoryBench } from "./plate_memory.ts";
import { plateParquetBench } from "./plate_parquet.ts";
import { profileStepsBench } from "./profile_steps.ts";
import { segmentMeasureBench } from "./segment_measure.ts";
import { denseTanimotoBench, tanimotoBench } from "./tanimoto.ts";
import { tiffBench } from "./tiff.ts";
import { trainHybridBench } from "./train_hybrid.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [
  segmentMeasureBench,
  backgroundBench,
  tiffBench,
  plateParquetBench,
  ...benchPlates.map(plateMemoryBench),
  umapBench,
  tsneBench,
  profileStepsBench("frequency"),
  profileStepsBench("variance"),
  combatBench(),
  averagePrecisionBench(),
  averagePrecisionMemoryBench(),
  cosineBench(),
  tanimotoBench,
  denseTanimotoBench,
  descriptorsBench,
  embedBench,
  embedEagerBench,
  fineTuneBench,
  fineTuneFastBench,
  trainHybridBench,
];
