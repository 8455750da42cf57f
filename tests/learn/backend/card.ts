import { openBackend, type TensorFlow } from "../../../lib/learn/backend.ts";

/**
 * TensorFlow.js on the graphics card, or on one that is imitated in software; undefined where there is
 * none.
 *
 * Nor is there one on some threads of `deno test`, which go from file to file: Deno keeps names of fields
 * for each thread that belong to the file before, and then takes no list for a list. One thread a program,
 * as our commands and notebooks have, is not concerned; run the file alone to test the card.
 */
export async function openCard(): Promise<TensorFlow | undefined> {
  let tf: TensorFlow;
  try {
    ({ tf } = await openBackend({ backend: "webgpu", log: () => {} }));
  } catch {
    return undefined;
  }
  try {
    // Fewer numbers would be added on the processor.
    await tf.add(tf.zeros([5000]), 1).data();
    return tf;
  } catch (error) {
    if (!/can not be converted to a sequence/.test((error as Error).message)) throw error;
    console.log("The graphics card is left out on this thread of deno test");
    return undefined;
  }
}
