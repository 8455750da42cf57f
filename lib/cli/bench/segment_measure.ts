import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import type { Field } from "../../image/field.ts";
import { cytoplasmOf, segmentCells } from "../../segment/cells.ts";
import { measureField } from "../../segment/measure.ts";
import { segmentNuclei } from "../../segment/nuclei.ts";
import type { Bench } from "./bench.ts";

const side = 1080, cellsAcross = 13, cellsDown = 12;
const names = ["DNA", "ER", "RNA", "AGP", "Mito"];

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
    const field = drawn();
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

/** Round nuclei in larger, grainy cells on a floor with the noise of a camera. */
function drawn(): Field {
  const random = new Random(11);
  const light = names.map(() =>
    Float32Array.from({ length: side * side }, () => 900 + random.normal(0, 60))
  );
  const step = { x: side / cellsAcross, y: side / cellsDown };
  for (let cell = 0; cell < cellsAcross * cellsDown; cell++) {
    const x0 = (cell % cellsAcross + random.uniform(0.35, 0.65)) * step.x;
    const y0 = (Math.floor(cell / cellsAcross) + random.uniform(0.35, 0.65)) * step.y;
    const small = random.uniform(13, 19), large = small + random.uniform(12, 20);
    for (let y = Math.max(0, Math.ceil(y0 - large)); y < Math.min(side, y0 + large); y++) {
      for (let x = Math.max(0, Math.ceil(x0 - large)); x < Math.min(side, x0 + large); x++) {
        const far = Math.hypot(x - x0, y - y0), at = y * side + x;
        for (const [c, image] of light.entries()) {
          const edge = c === 0 ? small : large;
          if (far > edge) continue;
          const grain = 1 + 0.25 * Math.sin(x / (2 + c)) * Math.cos(y / (3 + c));
          (image[at] as number) += 9000 * grain * Math.min(1, (edge - far) / 4);
        }
      }
    }
  }
  return {
    width: side,
    height: side,
    channels: names.map((name, c) => ({ name, data: Uint16Array.from(light[c] as Float32Array) })),
    pixelSize: NaN,
    where: { plate: "bench", well: "A01", site: 1 },
  };
}
