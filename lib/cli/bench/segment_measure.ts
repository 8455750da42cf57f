import { InputError } from "../../core/errors.ts";
import type { Field } from "../../image/field.ts";
import { cytoplasmOf, segmentCells } from "../../segment/cells.ts";
import { measureField } from "../../segment/measure.ts";
import { segmentNuclei } from "../../segment/nuclei.ts";
import type { Bench } from "./bench.ts";
import { drawnField } from "./drawn_field.ts";

const side = 1080, cellsAcross = 13, cellsDown = 12;
const channels = ["DNA", "ER", "RNA", "AGP", "Mito"];

/**
 * Finds nuclei, cells and cytoplasm of a field of five channels and measures what scikit-image measures
 * too: shape, intensity, and Haralick's features at three scales and in four directions.
 */
export const segmentMeasureBench: Bench = {
  name: "segment-measure",
  what: "classical segmentation, then shape, intensity and texture",
  target: 1 / 3,
  repeats: 3,
  peer: {
    name: "scikit-image",
    packages: ["scikit-image==0.25.2", "scipy==1.16.3", "numpy==2.3.5"],
    script: new URL("./segment_measure.py", import.meta.url),
  },
  prepare: async (folder) => {
    const field = drawnField({ side, cellsAcross, cellsDown, channels, seed: 11 });
    for (const { name, data } of field.channels) {
      await Deno.writeFile(`${folder}/${name}.u16`, new Uint8Array(data.buffer));
    }
    return {
      input: `1 field of ${side} × ${side}, 5 channels, ${cellsAcross * cellsDown} cells`,
      run: () => run(field),
      check: (ours, peer) => {
        const share = Number(ours) / Number(peer);
        if (share < 0.9 || share > 1.1) {
          throw new InputError("Both must find about the same nuclei", { found: [ours, peer] });
        }
      },
    };
  },
};

/** @returns How many cells were found. */
function run(field: Field): number {
  const [dna, ...others] = field.channels.map(({ data }) => ({ width: side, height: side, data }));
  if (dna === undefined) return 0;
  const nuclei = segmentNuclei(dna), cells = segmentCells(nuclei, others);
  return measureField(field, [
    { name: "Nuclei", labels: nuclei },
    { name: "Cells", labels: cells },
    { name: "Cytoplasm", labels: cytoplasmOf(cells, nuclei) },
  ], { families: ["AreaShape", "Intensity", "Texture"] }).objects.length;
}
