import { assertEquals, assertRejects } from "@std/assert";
import type { SavedClassifier } from "../../../lib/cli/predict/classifier.ts";
import { scoreScreen } from "../../../lib/cli/predict/run.ts";

const fields = ["P1", "P2", "P1"].map((plate, i) => ({
  plate,
  well: `A0${i + 1}`,
  site: 1,
  files: { DNA: `${plate}-${i}.tif` },
  pixelSize: 1,
  metadata: {},
}));
const index = { channels: ["DNA"], fields };

/** A network of two classes that scores a field by the number of its well, and fails for one plate. */
function fake(broken?: string): { saved: SavedClassifier; plates: string[][] } {
  const plates: string[][] = [];
  const model = {
    network: "hybrid",
    settings: {},
    classes: ["a", "b"],
    fingerprint: "",
    metrics: {},
    weights: {},
  };
  const saved: SavedClassifier = {
    model,
    channels: 1,
    sha256: "0",
    open: () =>
      Promise.resolve({
        scores: (rows, { onField }) => {
          plates.push(rows.map(({ well }) => well));
          if (rows[0]!.plate === broken) return Promise.reject(new Error("the disk is gone"));
          rows.forEach(() => onField?.());
          return Promise.resolve(
            Float32Array.from(rows.flatMap(({ well }) => [Number(well[2]), 0])),
          );
        },
        dispose: () => {},
      }),
  };
  return { saved, plates };
}

Deno.test("scoreScreen() scores plate by plate, in the order of the index, and goes on", async () => {
  const folder = await Deno.makeTempDir(), out = `${folder}/named.csv`;
  const options = { index, channels: ["DNA"], out, log: () => {} };
  try {
    const first = fake("P2");
    await assertRejects(
      () => scoreScreen({ ...options, saved: first.saved }),
      Error,
      "disk is gone",
    );
    const second = fake(), shown: number[] = [];
    const onField = (done: number) => void shown.push(done);
    const { scores, resumed } = await scoreScreen({ ...options, saved: second.saved, onField });
    assertEquals([second.plates, resumed], [[["A02"]], 2]);
    assertEquals([...scores], [1, 0, 2, 0, 3, 0]);
    assertEquals(shown, [3]);
    // Other weights do not go on from these parts.
    const other = { ...second.saved, sha256: "1" };
    await assertRejects(() => scoreScreen({ ...options, saved: other }), Error, "weights");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
