import { assert } from "@std/assert";
import { exists, projectRoot } from "../../../lib/core/files.ts";
import { decodeImage } from "../../../lib/image/decode.ts";
import { decodeLabels } from "../../../lib/image/label_image.ts";
import { loadSegmenter } from "../../../lib/cli/segmenters.ts";
import { evaluateLabels, poolScores } from "../../../lib/segment/evaluate.ts";
import { heldOut } from "../../../lib/segment/split.ts";

const folder = Deno.env.get("C2S_DSB2018") || `${projectRoot}../shared/data/dsb2018`;
const there = await exists(folder);
if (!there) console.warn("Tests on real nuclei are ignored: no DSB2018 is here (set C2S_DSB2018)");

/** F1 at an IoU of .5, pooled over every so many of the test images. */
async function scoreTestImages(method: string, every: number): Promise<number> {
  const segment = await loadSegmenter(method), scores = [];
  const names = [...Deno.readDirSync(`${folder}/images`)].map(({ name }) => name)
    .filter((name) => heldOut(name.replace(/\.\w+$/, ""))).sort();
  for (const name of names.filter((_, i) => i % every === 0)) {
    const image = decodeImage(await Deno.readFile(`${folder}/images/${name}`), { file: name });
    const truth = decodeLabels(await Deno.readFile(`${folder}/labels/${name}`), { file: name });
    const labels = await segment(image);
    scores.push(evaluateLabels(truth.labels, labels, { thresholds: [0.5] }));
  }
  const { images, truth, levels } = poolScores(scores);
  console.log(`  ${method}: ${images} images, ${truth} nuclei, F1 ${levels[0]!.f1.toFixed(3)}`);
  return levels[0]!.f1;
}

Deno.test({
  name: "the classical method finds real nuclei that none of its rules was fitted on: F1 of .85",
  ignore: !there,
  fn: async () => void assert(await scoreTestImages("classical", 1) >= 0.85),
});

Deno.test({
  name: "the shipped network finds real nuclei that it has not learned, better than the classical",
  ignore: !there,
  fn: async () => {
    const network = await scoreTestImages("network", 4);
    assert(network >= await scoreTestImages("classical", 4));
    assert(network >= 0.9);
  },
});
