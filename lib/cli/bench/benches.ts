import type { Bench } from "./bench.ts";
import { tiffBench } from "./tiff.ts";

/** All benches, in the order of the table. */
export const benches: readonly Bench[] = [tiffBench];
