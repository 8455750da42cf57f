import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { select, type SelectOptions } from "../../lib/profile/select.ts";
import { mirrored } from "../data/mirror.ts";
import { reference, referenceProfiles, tableOf } from "./reference.ts";

const everything: SelectOptions = {
  steps: ["missing", "frequency", "variance", "blocklist", "outlier", "correlation"],
  blocklist: ["f0", "f5"],
};
const cases: Record<keyof typeof reference.selected, SelectOptions> = {
  missing: { steps: ["missing"] },
  frequency: { steps: ["frequency"] },
  frequencyUnique: { steps: ["frequency"], freqCut: 0, uniqueCut: 0.03 },
  variance: { steps: ["variance"] },
  correlation: { steps: ["correlation"] },
  correlationSome: { steps: ["correlation"], threshold: 0.6 },
  outlier: { steps: ["outlier"] },
  blocklist: { steps: ["blocklist"], blocklist: ["f0", "f5"] },
  noise: { steps: ["noise"], replicates: "Metadata_Compound", noiseCut: 1.5 },
  controls: { ...everything, rows: { Metadata_Compound: "DMSO" } },
  everything,
};

for (const [name, options] of Object.entries(cases)) {
  Deno.test(`select() drops the features that pycytominer drops: ${name}`, async () => {
    const { profiles, dropped } = await select(referenceProfiles(), options);
    const expected = reference.selected[name as keyof typeof reference.selected];
    assertEquals([...dropped.keys()].sort(), expected);
    assertEquals(profiles.features, reference.features.filter((f) => !expected.includes(f)));
  });
}

Deno.test("select() says which step a feature failed, a later step not seeing it", async () => {
  const { dropped } = await select(referenceProfiles(), everything);
  assertEquals(dropped.get("many_missing"), "missing");
  assertEquals(dropped.get("constant"), "frequency");
  assertEquals(dropped.get("narrow"), "variance");
  assertEquals(dropped.get("near"), "correlation");
});

Deno.test("select() can drop opposite features too, which pycytominer keeps", async () => {
  const opposite = tableOf([[1, -1, 3], [2, -2, 1], [4, -4, 2]], { well: [1, 2, 3] });
  const steps = ["correlation"] as const;
  assertEquals((await select(opposite, { steps })).dropped.size, 0);
  const { dropped } = await select(opposite, { steps, absolute: true });
  assertEquals([...dropped.keys()], ["b"]);
});

Deno.test("select() knows CellProfiler features of ill repute by their names", async () => {
  const { meta, values } = tableOf([[1, 2, 3, 4], [2, 1, 5, 3]], { well: [1, 2] });
  const features = [
    "Nuclei_Correlation_RWC_DNA_ER",
    "Nuclei_Granularity_15_Mito",
    "Nuclei_Granularity_13_Mito",
    "Cells_Correlation_RWC_DNA_ER",
  ];
  const { profiles } = await select({ meta, features, values }, { steps: ["blocklist"] });
  assertEquals(profiles.features, features.slice(2));
});

Deno.test("select() refuses noise without replicates, infinite values and no rows", async () => {
  const profiles = tableOf([[1], [2]], { well: [1, 2] });
  await assertRejects(() => select(profiles, { steps: ["noise"] }), InputError, "replicates");
  const infinite = tableOf([[Infinity]], { well: [1] });
  await assertRejects(() => select(infinite), InputError, "1 value in a (1)");
  await assertRejects(() => select(tableOf([], { well: [] })), InputError, "no rows");
});

const plate = await mirrored("BR00117010/BR00117010_normalized_feature_select_negcon_batch.csv.gz");

Deno.test({
  name: "select() drops the same features of a CPJUMP1 plate as pycytominer, at three thresholds",
  ignore: plate === undefined,
  async fn() {
    const profiles = await readProfiles(plate as string, { precision: 64 });
    for (const [threshold, count] of Object.entries(reference.plate)) {
      const options = { steps: ["correlation"] as const, threshold: Number(threshold) };
      const { dropped } = await select(profiles, options);
      assertEquals(dropped.size, count, `threshold ${threshold}`);
    }
    assert(profiles.features.length > 800);
  },
});
