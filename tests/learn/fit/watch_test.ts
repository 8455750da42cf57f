import { assertAlmostEquals, assertEquals } from "@std/assert";
import { watchPlateau, watchStopping } from "../../../lib/learn/fit/watch.ts";
import { keras } from "./reference.ts";

Deno.test("watchStopping() stops in the epoch in which Keras does, with the same best one", () => {
  for (const { options, values, epochs, stopped, best } of keras.earlyStopping) {
    const { patience, min_delta: minDelta = 0, mode } = options;
    let state: Parameters<typeof watchStopping>[0] = { best: null, bestEpoch: 0, waited: 0 };
    let epoch = 0, stop = false;
    while (epoch < values.length && !stop) {
      epoch++;
      const value = values[epoch - 1];
      ({ state, stop } = watchStopping(state, epoch, value, mode, { patience, minDelta }));
    }
    assertEquals([epoch, stop, state.bestEpoch], [epochs, stopped, best], JSON.stringify(options));
  }
});

Deno.test("watchPlateau() lowers the rate in the epochs in which Keras does", () => {
  for (const { options, values, rates } of keras.plateau) {
    const { min_delta: minDelta, min_lr: least, mode, ...same } = options;
    const rule = {
      ...same,
      ...(minDelta === undefined ? {} : { minDelta }),
      ...(least === undefined ? {} : { least }),
    };
    let state: Parameters<typeof watchPlateau>[0] = {
      best: null,
      waited: 0,
      cooling: 0,
      rate: 0.1,
    };
    values.forEach((value: number, epoch: number) => {
      state = watchPlateau(state, value, mode, rule);
      // Keras keeps the rate in 32 bits.
      assertAlmostEquals(state.rate / rates[epoch], 1, 1e-6);
    });
  }
});

Deno.test("watchStopping() without a rule notes the best and never stops", () => {
  const state = { best: 1, bestEpoch: 1, waited: 50 };
  const { stop, better } = watchStopping(state, 60, 2, "min", undefined);
  assertEquals([stop, better], [false, false]);
});
