import { assertEquals, assertThrows } from "@std/assert";
import { stepOptions } from "../../../lib/cli/workflow/steps.ts";
import { InputError } from "../../../lib/core/errors.ts";

const choices = { controls: "Metadata_Compound=DMSO", treatment: [], method: "classical" };
const indexOf = (plates: string[], metadata: Record<string, string>) => ({
  channels: ["DAPI"],
  fields: plates.map((plate) => (
    { plate, well: "B02", site: 1, files: {}, pixelSize: NaN, metadata }
  )),
});
const usual = { Metadata_Compound: "DMSO", Metadata_Concentration: "0", Metadata_MoA: "DMSO" };

Deno.test("stepOptions() takes the usual columns where the index has them", () => {
  const steps = stepOptions(indexOf(["P1", "P2"], usual), choices);
  assertEquals(
    steps.wells,
    "--by Metadata_Plate,Metadata_Well,Metadata_Compound,Metadata_Concentration,Metadata_MoA " +
      "--method median",
  );
  assertEquals(steps.correct, "combat --batch Metadata_Plate");
  assertEquals(steps.select, "--impute median --by Metadata_Plate");
  assertEquals(steps.embed, null);
});

Deno.test("stepOptions() leaves out what one plate or no mechanism cannot give", () => {
  const steps = stepOptions(indexOf(["P1"], { Metadata_Compound: "DMSO" }), choices);
  assertEquals([steps.correct, steps.leakage, steps.moa], [null, null, null]);
  const none = { ...choices, batch: "none", moa: "none" };
  const chosen = stepOptions(indexOf(["P1", "P2"], usual), none);
  // All of it is the control: there is no label to tell apart.
  assertEquals([chosen.correct, chosen.moa, chosen.leakage], [null, null, null]);
});

Deno.test("stepOptions() quotes what a shell would take apart", () => {
  const index = indexOf(["P1"], { drug: "no drug" });
  const steps = stepOptions(index, { ...choices, controls: "drug=it's none", treatment: ["drug"] });
  assertEquals(
    steps.normalize,
    "--by Metadata_Plate --controls 'drug=it'\\''s none' --drop-constant",
  );
});

Deno.test("stepOptions() tells the network which channels to read, where they are named", () => {
  const network = { ...choices, embed: "net" }, index = indexOf(["P1"], usual);
  assertEquals(stepOptions(index, network).embed, "--model net");
  const named = stepOptions(index, { ...network, channels: ["DAPI", "Actin 488"] });
  assertEquals(named.embed, "--model net --channels 'DAPI,Actin 488'");
});

Deno.test("stepOptions() names a column that the index has not, and asks for treatments", () => {
  const index = indexOf(["P1"], usual);
  const wrong = () => stepOptions(index, { ...choices, moa: "Metadata_Mao" });
  assertThrows(wrong, InputError, "Is Metadata_MoA meant?");
  const bare = () =>
    stepOptions(indexOf(["P1"], { drug: "a" }), { ...choices, controls: "drug=a" });
  assertThrows(bare, InputError, "Which columns make a treatment?");
});

/** Fields of compounds with a mechanism each, on plates of their own wells. */
const treated = (rows: [plate: string, compound: string, moa: string][]) => ({
  channels: ["DAPI"],
  fields: rows.map(([plate, compound, moa], i) => (
    {
      plate,
      well: `B${i}`,
      site: 1,
      files: {},
      pixelSize: NaN,
      metadata: { Metadata_Compound: compound, Metadata_MoA: moa },
    }
  )),
});
const controls = ["P1", "P1", "P2", "P2"].map((
  plate,
): [string, string, string] => [plate, "DMSO", "DMSO"]);

Deno.test("stepOptions() correct by controls where plates have other treatments", () => {
  const steps = stepOptions(treated([...controls, ["P1", "a", "x"], ["P2", "b", "x"]]), choices);
  assertEquals(
    steps.correct,
    "tvn --batch Metadata_Plate --controls Metadata_Compound=DMSO",
  );
});

Deno.test("stepOptions() name no mechanism where each has one compound, and say so where it is asked", () => {
  const alone = treated([...controls, ["P1", "a", "x"], ["P2", "a", "x"], ["P2", "b", "y"]]);
  assertEquals(stepOptions(alone, choices).moa, null);
  assertThrows(
    () => stepOptions(alone, { ...choices, moa: "Metadata_MoA" }),
    InputError,
    "each has one compound",
  );
  const pair = treated([...controls, ["P1", "a", "x"], ["P2", "b", "x"]]);
  assertEquals(
    stepOptions(pair, choices).moa,
    "--compound Metadata_Compound --moa Metadata_MoA --leave-out Metadata_Compound=DMSO",
  );
});

Deno.test("stepOptions() score the activity of doses where one has two wells, else of compounds", () => {
  const steps = (...doses: string[]) => {
    const { channels, fields } = treated([
      ...controls,
      ...doses.map((): [string, string, string] => ["P1", "a", "x"]),
    ]);
    const dosed = fields.map(({ metadata, ...field }, i) => (
      { ...field, metadata: { ...metadata, Metadata_Concentration: doses[i - 4] ?? "0" } }
    ));
    return stepOptions({ channels, fields: dosed }, choices).activity;
  };
  const rest = "--plate Metadata_Plate --controls Metadata_Compound=DMSO";
  const both = "--treatment Metadata_Compound,Metadata_Concentration";
  assertEquals(steps("1", "9", "9"), `${both} ${rest}`);
  assertEquals(steps("1", "9"), `--treatment Metadata_Compound ${rest}`);
  assertEquals(steps("1"), null);
});

Deno.test("stepOptions() tell the steps that look for nuclei in which channel they are", () => {
  const steps = stepOptions(indexOf(["P1"], usual), { ...choices, nuclei: "my DNA" });
  assertEquals([steps.quality, steps.segment], [
    "--nuclei 'my DNA'",
    "--method classical --nuclei 'my DNA'",
  ]);
});
