import { type IndexedField, writeIndex } from "../../data/index_file.ts";
import { encodeTiff } from "../../image/tiff.ts";
import type { Bench } from "./bench.ts";
import { commandMemory } from "./command_memory.ts";
import { drawnField } from "./drawn_field.ts";

const channels = ["DNA", "ER", "RNA", "AGP", "Mito"];

/** Fields that are drawn; the others of a plate have the images of these. */
const drawn = 2;

/** Most memory that a plate of any size may take, bytes. */
const most = 1e9;

/**
 * Most memory that four times as many fields may take: so many times that of the fields, and so many
 * bytes more for the row group of the table that is filled (`plate-parquet` has full ones).
 */
const times = 1.25, more = 5e7;

/** A plate whose memory is measured. */
export interface BenchPlate {
  /** Name of the bench. */
  name: string;
  /** How nuclei are found; defaults to *classical*. */
  method?: "classical" | "network";
  /** How many fields are few. */
  fields: number;
  /** Side of a field, px; defaults to *1080*. */
  side?: number;
  /** Cells across a field, and down; defaults to *12*. */
  cells?: number;
}

/** Few large fields, by both methods, and as many fields as a plate can have, small so that it ends. */
export const benchPlates: readonly BenchPlate[] = [
  { name: "plate-memory", fields: 24 },
  { name: "plate-memory-network", method: "network", fields: 8 },
  { name: "plate-memory-fields", fields: 864, side: 180, cells: 2 },
];

/**
 * Runs `c2s segment` and `c2s measure` over few fields and over four times as many, each in a process
 * of its own with a thread a core: the memory of both, of which the larger counts, must not grow with
 * the plate.
 *
 * @param plate How many fields, how large, how nuclei are found.
 */
export function plateMemoryBench(
  { name, method = "classical", fields, side = 1080, cells = 12 }: BenchPlate,
): Bench {
  return {
    name,
    what: `memory of finding (${method}) and measuring cells, for fields and four times as many`,
    memoryTarget: (fewBytes) => Math.min(most, times * fewBytes + more),
    repeats: 1,
    onlyByName: true,
    prepare: async (folder) => {
      const images = await writeImages(folder, side, cells);
      const [few, many] = [`${folder}/few.csv`, `${folder}/many.csv`];
      await writeIndex(few, { channels, fields: fieldsOf(images, fields) });
      await writeIndex(many, { channels, fields: fieldsOf(images, 4 * fields) });
      return {
        input: `${4 * fields} fields of ${side} × ${side}, ${channels.length} channels`,
        run: () => peakOf(many, method),
        reference: { name: `${fields} fields`, run: () => peakOf(few, method) },
        peakBytes: Number,
      };
    },
  };
}

/** @returns Path of the image of each channel, of every drawn field. */
async function writeImages(
  folder: string,
  side: number,
  cells: number,
): Promise<IndexedField["files"][]> {
  const images: IndexedField["files"][] = [];
  for (let seed = 1; seed <= drawn; seed++) {
    const files: IndexedField["files"] = {};
    const field = drawnField({ side, cellsAcross: cells, cellsDown: cells, channels, seed });
    for (const { name, data } of field.channels) {
      files[name] = `${folder}/${seed}_${name}.tif`;
      await Deno.writeFile(files[name], await encodeTiff({ width: side, height: side, data }));
    }
    images.push(files);
  }
  return images;
}

function fieldsOf(images: readonly IndexedField["files"][], count: number): IndexedField[] {
  return Array.from({ length: count }, (_, i) => ({
    plate: "bench",
    well: "A01",
    site: i + 1,
    files: images[i % images.length] as IndexedField["files"],
    pixelSize: NaN,
    metadata: {},
  }));
}

/** @returns Most memory of both commands, bytes. */
async function peakOf(index: string, method: string): Promise<number> {
  // Commands go on where they stopped: what an earlier run left would be taken for done.
  const out = await Deno.makeTempDir(), labels = `${out}/labels`;
  try {
    return Math.max(
      await commandMemory(["segment", "--index", index, "--out", labels, "--method", method]),
      await commandMemory([
        ...["measure", "--index", index, "--labels", labels],
        ...["--out", `${out}/cells.parquet`],
      ]),
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}
