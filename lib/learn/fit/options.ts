import type { Batches, Values } from "../network.ts";
import type { Loss } from "./loss.ts";
import type { Optimizer } from "./optimizer.ts";
import type { Schedule } from "./schedule.ts";
import type { EpochNumbers, FitState } from "./state.ts";
import type { Direction, EarlyStopping, Plateau } from "./watch.ts";

/** How a network is trained. */
export interface FitOptions {
  /** Epochs at most. */
  epochs: number;
  /** Batches of an epoch, counted from 1; the same epoch must give the same batches. */
  train: (epoch: number) => Batches;
  /** Batches to judge with after each epoch; defaults to *none*. */
  validation?: () => Batches;
  /** Loss; defaults to *`crossEntropy()`*. */
  loss?: Loss;
  /** Loss on validation; defaults to *`loss`* (Keras leaves class weights out there). */
  validationLoss?: Loss;
  /** Rule that moves the weights; defaults to *`adam()`*. */
  optimizer?: Optimizer;
  /** Learning rate, or one for each step; defaults to *0.001*. */
  rate?: number | Schedule;
  /** Strength of the L2 penalty of kernels; defaults to *0*. */
  l2?: number;
  /** Weights that stay as they are, by name; defaults to *none*. */
  frozen?: (name: string) => boolean;
  /** Further numbers from outputs [n × …] and targets of the validation set; defaults to *none*. */
  measure?: (outputs: Values, targets: Values) => Record<string, number>;
  /** Number that says how good an epoch is; defaults to *validationLoss*, without validation *loss*. */
  monitor?: string;
  /** Which way it gets better; defaults to *max* for names with accuracy, recall, F1, AUC, else *min*. */
  direction?: Direction;
  /** When to stop early; defaults to *never*. */
  earlyStopping?: EarlyStopping;
  /** When to lower the learning rate; defaults to *never*. */
  plateau?: Plateau;
  /** State to go on from; defaults to *the beginning*. */
  begin?: FitState;
  /** Stops after the batch at hand; the best weights are kept. */
  signal?: AbortSignal;
  /** Called after each batch. */
  onBatch?: (progress: BatchProgress) => void;
  /** Called after each epoch and waited for; a good place to write the state to disk. */
  onEpoch?: (numbers: EpochNumbers, state: FitState, better: boolean) => void | Promise<void>;
}

/** How far an epoch is. */
export interface BatchProgress {
  /** Epoch, from 1. */
  epoch: number;
  /** Batches done in it. */
  batch: number;
  /** Mean loss of the epoch so far. */
  loss: number;
  /** Share named right so far; NaN where there are no classes. */
  accuracy: number;
}
