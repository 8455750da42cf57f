import { assert, assertEquals } from "@std/assert";
import { loadSegmenter } from "../../lib/cli/segmenters.ts";
import { cpjump1ExampleIndex } from "../../lib/data/cpjump1/index.ts";
import { readField } from "../../lib/data/fields.ts";
import { channelOf } from "../../lib/image/field.ts";
import { segmentCells } from "../../lib/segment/cells.ts";
import { evaluateLabels } from "../../lib/segment/evaluate.ts";
import { exampleImages } from "../image/real.ts";

Deno.test({
  name: "two methods agree on the nuclei of a real field of CPJUMP1, and its cells hold them",
  ignore: exampleImages === undefined,
  fn: async () => {
    const { channels, fields } = await cpjump1ExampleIndex(exampleImages!);
    const field = await readField(fields.find(({ well }) => well === "D14")!);
    const { width, height } = field;
    const image = (name: string) => ({ width, height, data: channelOf(field, name).data });
    const network = await (await loadSegmenter("network"))(image("DNA"));
    const classical = await (await loadSegmenter("classical"))(image("DNA"));
    const { truth, found, pairs } = evaluateLabels(network, classical, { thresholds: [0.5] });
    // About a hundred nuclei are what one counts by eye.
    assert(truth > 95 && truth < 115, `${truth} nuclei`);
    assert(
      pairs >= 0.95 * Math.max(truth, found),
      `${truth} and ${found} nuclei, ${pairs} the same`,
    );
    const others = channels.filter((name) => name !== "DNA").map(image);
    const cells = segmentCells(network, others);
    assertEquals(network.findIndex((label, i) => label !== 0 && cells[i] !== label), -1);
  },
});
