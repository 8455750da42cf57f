import type { Tensor } from "@tensorflow/tfjs";
import type { TensorFlow } from "../backend.ts";
import { type Batches, inputTensors, type Network, type Values } from "../network.ts";
import type { Loss } from "./loss.ts";

/** What a network gives for examples, beside what it should give. */
export interface Predictions {
  /** Outputs of all batches, one after the other [n × …]. */
  outputs: Values;
  /** Targets of all batches [n …]. */
  targets: Values;
  /** Mean loss over the examples; NaN where no loss was asked for. */
  loss: number;
  /** Name of the first batch whose loss is not finite. */
  broken?: string;
}

/** How {@link predict} works. */
export interface PredictOptions {
  /** Loss to be measured; defaults to *none*. */
  loss?: Loss;
  /** Stops between batches. */
  signal?: AbortSignal;
}

/**
 * Applies a network to batches.
 *
 * @param tf TensorFlow.js.
 * @param network The network.
 * @param weights Its weights on the device.
 * @param batches Examples; memory holds one batch at a time, and all outputs.
 * @param options Loss, signal.
 * @throws {InputError} if a batch has other inputs than the network.
 * @throws {Error} the signal's reason, if it stops.
 */
export async function predict(
  tf: TensorFlow,
  network: Pick<Network, "kind" | "inputs" | "apply">,
  weights: Readonly<Record<string, Tensor>>,
  batches: Batches,
  { loss, signal }: PredictOptions = {},
): Promise<Predictions> {
  const outputs: Values[] = [], targets: Values[] = [];
  let sum = 0, count = 0, broken: string | undefined;
  for await (const batch of batches) {
    signal?.throwIfAborted();
    const name = batch.name ?? `batch ${outputs.length + 1}`;
    const [found, value] = tf.tidy(() => {
      const found = network.apply(tf, weights, inputTensors(tf, network, batch.inputs, name));
      const wanted = tf.tensor(batch.targets.data, [...batch.targets.shape]);
      return [found, loss === undefined ? tf.scalar(NaN) : loss(tf, found, wanted)];
    });
    const [data, losses] = await Promise.all([found.data(), value.data()]);
    outputs.push({ shape: found.shape, data: data as Float32Array });
    tf.dispose([found, value]);
    targets.push(batch.targets);
    const n = batch.targets.shape[0] as number;
    const one = losses[0] as number;
    if (loss !== undefined && !Number.isFinite(one)) broken ??= name;
    sum += n * one;
    count += n;
  }
  return {
    outputs: joined(outputs),
    targets: joined(targets),
    loss: sum / count,
    ...(broken === undefined ? {} : { broken }),
  };
}

function joined(parts: readonly Values[]): Values {
  const length = parts.reduce((sum, { data }) => sum + data.length, 0);
  const whole = parts.every(({ data }) => data instanceof Int32Array);
  const data = whole ? new Int32Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  return { shape: [rows, ...parts[0]?.shape.slice(1) ?? []], data };
}
