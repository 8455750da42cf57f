import { assertEquals, assertRejects } from "@std/assert";
import type { SavedClassifier } from "../../../lib/cli/predict/classifier.ts";
import { InputError } from "../../../lib/core/errors.ts";
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
function fake(
  broken?: string,
  torn: readonly string[] = [],
): { saved: SavedClassifier; plates: string[][] } {
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
        scores: (all, { onField, onBad }) => {
          const rows = all.filter(({ well }) => !torn.includes(well));
          for (const row of all.filter(({ well }) => torn.includes(well))) {
            const error = new InputError(`Cannot read ${row.files.DNA}`);
            if (onBad === undefined) return Promise.reject(error);
            onBad(error, row);
          }
          plates.push(rows.map(({ well }) => well));
          if (rows[0]?.plate === broken && broken !== undefined) {
            return Promise.reject(new Error("the disk is gone"));
          }
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

Deno.test("scoreScreen() leaves fields out that cannot be read, and a run that goes on knows them", async () => {
  const folder = await Deno.makeTempDir(), out = `${folder}/named.csv`;
  const options = { index, channels: ["DNA"], out, log: () => {} };
  try {
    const strict = fake(undefined, ["A01"]);
    await assertRejects(() => scoreScreen({ ...options, saved: strict.saved }), Error, "P1-0.tif");
    const first = fake("P2", ["A01"]), skipping = { ...options, skipBad: true };
    await assertRejects(() => scoreScreen({ ...skipping, saved: first.saved }), Error, "disk");
    const second = fake(undefined, ["A01"]);
    const { fields: left, scores, skipped } = await scoreScreen({
      ...skipping,
      saved: second.saved,
    });
    assertEquals(second.plates, [["A02"]]);
    assertEquals([left.map(({ well }) => well), [...scores]], [["A02", "A03"], [2, 0, 3, 0]]);
    assertEquals(skipped, [{ field: "P1/A01/1", reason: "Cannot read P1-0.tif" }]);
    // Without the option the field is an error, also in a run that goes on.
    const third = fake(undefined, ["A01"]);
    await assertRejects(() => scoreScreen({ ...options, saved: third.saved }), Error, "P1-0.tif");
    const none = { ...skipping, out: `${folder}/none.csv` };
    await assertRejects(
      () => scoreScreen({ ...none, saved: fake(undefined, ["A01", "A02", "A03"]).saved }),
      InputError,
      "No field could be named",
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
