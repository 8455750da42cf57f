import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles, selectFeatures } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { profileClassifier } from "../../lib/learn/profile_classifier.ts";

const { tf } = await openBackend({ log: () => {} });
const drugs = ["DMSO", "DMSO", "DMSO", "taxol", "AZ258"];

/** One plate of 40 wells: a feature that tells drugs, one of noise, one that numbers the wells. */
function plate(name: string, seed: number): { profiles: Profiles; labels: string[] } {
  const random = new Random(seed);
  const wells = Array.from({ length: 40 }, (_, i) => `${"ABCDE"[i % 5]}${1 + Math.floor(i / 5)}`);
  const labels = wells.map((_, i) => drugs[i % 5]!);
  const values = wells.flatMap((_, i) => [
    random.normal(3 * ["DMSO", "taxol", "AZ258"].indexOf(labels[i]!), 0.4),
    random.normal(),
    i % 5,
  ]);
  const meta = pl.DataFrame({ Metadata_Plate: wells.map(() => name), Metadata_Well: wells });
  const features = ["Cells_Area", "Cells_Noise", "Nuclei_Number"];
  return { profiles: makeProfiles(meta, features, Float64Array.from(values)), labels };
}

const [one, other] = [plate("P1", 1), plate("P2", 2)];
const accuracy = (named: readonly string[]) =>
  named.filter((label, i) => label === other.labels[i]).length / named.length;

Deno.test("profileClassifier() learns drugs on one plate and names them on another", async () => {
  const before = tf.memory().numTensors;
  const classify = profileClassifier(tf, { rate: 0.02, epochs: 12 });
  const measured = [one, other].map(({ profiles }) =>
    selectFeatures(profiles, ["Cells_Area", "Cells_Noise"])
  );
  const named = await classify(measured[0]!, one.labels, measured[1]!);
  assert(accuracy(named) > 0.9, `${accuracy(named)}`);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("profileClassifier() refuses what tells the well, and shows what it buys where allowed", async () => {
  const classify = profileClassifier(tf);
  const run = () => classify(one.profiles, one.labels, other.profiles);
  await assertRejects(run, InputError, "Nuclei_Number");
  const options = { rate: 0.05, epochs: 25, allow: ["Nuclei_Number"] };
  const told = [one, other].map(({ profiles }) => selectFeatures(profiles, ["Nuclei_Number"]));
  const named = await profileClassifier(tf, options)(told[0]!, one.labels, told[1]!);
  assert(accuracy(named) > 0.9, `${accuracy(named)}`);
});
