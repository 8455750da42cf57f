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
    "--by Metadata_Plate,Metadata_Well,Metadata_Compound,Metadata_Concentration,Metadata_MoA",
  );
  assertEquals(steps.correct, "combat --batch Metadata_Plate");
  assertEquals(steps.embed, null);
});

Deno.test("stepOptions() leaves out what one plate or no mechanism cannot give", () => {
  const steps = stepOptions(indexOf(["P1"], { Metadata_Compound: "DMSO" }), choices);
  assertEquals([steps.correct, steps.leakage, steps.moa], [null, null, null]);
  const none = { ...choices, batch: "none", moa: "none" };
  const chosen = stepOptions(indexOf(["P1", "P2"], usual), none);
  assertEquals([chosen.correct, chosen.moa], [null, null]);
});

Deno.test("stepOptions() quotes what a shell would take apart", () => {
  const index = indexOf(["P1"], { drug: "no drug" });
  const steps = stepOptions(index, { ...choices, controls: "drug=it's none", treatment: ["drug"] });
  assertEquals(
    steps.normalize,
    "--by Metadata_Plate --controls 'drug=it'\\''s none' --drop-constant",
  );
});

Deno.test("stepOptions() names a column that the index has not, and asks for treatments", () => {
  const index = indexOf(["P1"], usual);
  const wrong = () => stepOptions(index, { ...choices, moa: "Metadata_Mao" });
  assertThrows(wrong, InputError, "Is Metadata_MoA meant?");
  const bare = () =>
    stepOptions(indexOf(["P1"], { drug: "a" }), { ...choices, controls: "drug=a" });
  assertThrows(bare, InputError, "Which columns make a treatment?");
});
