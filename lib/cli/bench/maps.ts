import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { makeProfiles, type Profiles, selectRows } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { trustworthiness } from "../../profile/reduce/trustworthiness.ts";
import { tsne } from "../../profile/reduce/tsne.ts";
import { umap } from "../../profile/reduce/umap.ts";
import type { Bench, Prepared } from "./bench.ts";

const shared = ["scikit-learn==1.8.0", "scipy==1.16.3", "numpy==2.3.5"];

/** Most that our map may be less faithful than the peer's. */
const slack = 0.02;

/** UMAP of 5,000 rows of an embedding, the size that the project promises a time for. */
export const umapBench: Bench = {
  name: "umap",
  what: "UMAP with its neighbours",
  target: 2,
  repeats: 3,
  peer: {
    name: "umap-learn",
    packages: ["umap-learn==0.5.12", ...shared],
    script: new URL("./maps_umap.py", import.meta.url),
  },
  prepare: (folder) => prepare(folder, 5000, 512, umap),
};

/** t-SNE of fewer rows: the peer takes most of a minute for 5,000. */
export const tsneBench: Bench = {
  name: "tsne",
  what: "t-SNE with its neighbours",
  target: 2,
  repeats: 3,
  peer: {
    name: "openTSNE",
    packages: ["openTSNE==1.0.4", ...shared],
    script: new URL("./maps_tsne.py", import.meta.url),
  },
  prepare: (folder) => prepare(folder, 1000, 512, tsne),
};

async function prepare(
  folder: string,
  rows: number,
  columns: number,
  map: (profiles: Profiles) => Promise<Profiles>,
): Promise<Prepared> {
  const profiles = groups(rows, columns);
  const path = `${folder}/values.f32`;
  await Deno.writeFile(path, new Uint8Array(profiles.values.buffer as ArrayBuffer));
  return {
    input: `${rows} rows of ${columns} features`,
    peerInput: `${path},${columns}`,
    run: () => map(profiles),
    check: async (ours, peer) => {
      const theirs = new Float32Array((await Deno.readFile(peer)).buffer);
      const names = (ours as Profiles).features;
      const [mine, other] = await Promise.all([
        trust(profiles, ours as Profiles),
        trust(profiles, makeProfiles(profiles.meta, names, theirs)),
      ]);
      if (mine < other - slack) {
        throw new InputError("Our map is less faithful than the peer's", { found: [mine, other] });
      }
    },
  };
}

/** Trustworthiness of the first 1,000 rows: all of them would take as long as the map. */
async function trust(profiles: Profiles, map: Profiles): Promise<number> {
  const first = Array.from({ length: 1000 }, (_, row) => row);
  return await trustworthiness(selectRows(profiles, first), selectRows(map, first), {
    neighbours: 15,
  });
}

/** Forty groups that differ along ten hidden directions, bent, and noise. */
function groups(rows: number, columns: number): Profiles<Float32Array> {
  const random = new Random(1), hidden = 10, kinds = 40;
  const normal = (length: number) => Float64Array.from({ length }, () => random.normal());
  const centres = normal(kinds * hidden), weights = normal(columns * hidden);
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const kind = random.integer(kinds);
    const place = normal(hidden).map((x, i) => x + 3 * centres[kind * hidden + i]!);
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let i = 0; i < hidden; i++) sum += place[i]! * weights[column * hidden + i]!;
      values[row * columns + column] = 3 * Math.tanh(sum / 6) + random.normal(0, 0.5);
    }
  }
  const meta = pl.DataFrame({ Metadata_Row: Array.from({ length: rows }, (_, row) => row) });
  return makeProfiles(meta, Array.from({ length: columns }, (_, i) => `f${i + 1}`), values);
}
