import { assert, assertRejects } from "@std/assert";
import { loadNetworkSegmenter } from "../../../lib/cli/segmenters/network.ts";
import { loadSegmenter } from "../../../lib/cli/segmenters.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { evaluateLabels } from "../../../lib/segment/evaluate.ts";
import { discs } from "../../learn/discs.ts";

Deno.test("--method network finds nuclei with the weights that are shipped", async () => {
  const { image, labels } = discs(96, 96, 8, 8, 1);
  const segment = await loadSegmenter("network");
  const [level] = evaluateLabels(labels, await segment(image, { diameter: 16 })).levels;
  assert((level?.f1 ?? 0) > 0.9, JSON.stringify(level));
});

Deno.test("--method network names weights that are no network", async () => {
  const checkpoint = await Deno.makeTempFile();
  await assertRejects(() => loadNetworkSegmenter({ checkpoint }), InputError, checkpoint);
  await Deno.remove(checkpoint);
});
