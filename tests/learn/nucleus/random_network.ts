import { Random } from "../../../lib/core/random.ts";
import { initialWeights } from "../../../lib/learn/nets/nucleus_unet.ts";

const shape = { base: 2, levels: 3 };

/** A small network without training, of weights that 16 bits hold. */
export const randomNetwork = {
  shape,
  weights: initialWeights(shape, new Random(3)).map(Math.f16round),
  threshold: -0.5,
  flowError: 0.8,
  fold: 3,
};
