import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { describeFields } from "../../../lib/cli/own_screen/describe_fields.ts";
import { ownSettings } from "../../../lib/cli/own_screen/settings.ts";

const settings = ownSettings(() => undefined);
const field = (
  plate: string,
  well: string,
  compound: string | null,
  more: Record<string, string | null> = {},
) => ({
  plate,
  well,
  site: 1,
  files: { DAPI: `${plate}-${well}.tif` },
  pixelSize: NaN,
  metadata: { Metadata_Compound: compound, ...more },
});
const index = (...fields: ReturnType<typeof field>[]) => ({ channels: ["DAPI"], fields });
const pair = (plate: string) => [field(plate, "A1", "DMSO"), field(plate, "A2", "DMSO")];

Deno.test("describeFields() names treatments by compound and concentration, wells in one way", () => {
  const { wells, index: own } = describeFields(
    index(
      ...pair("P1"),
      field("P1", "b3", "taxol", { Metadata_Concentration: "0.30", Metadata_MoA: "stabilizer" }),
      field("P1", "B4", "colchicine", { Metadata_Concentration: "high" }),
    ),
    settings,
  );
  assertEquals(wells.slice(2), [
    {
      plate: "P1",
      well: "B03",
      treatment: "taxol 0.3 µM",
      compound: "taxol",
      moa: "stabilizer",
      control: false,
    },
    {
      plate: "P1",
      well: "B04",
      treatment: "colchicine high µM",
      compound: "colchicine",
      moa: null,
      control: false,
    },
  ]);
  assertEquals(own.fields[2]?.metadata.Metadata_Treatment, "taxol 0.3 µM");
  assertEquals(own.fields[2]?.well, "B03");
});

Deno.test("describeFields() refuses a column that was named and is not there, and says which is near", () => {
  const fields = [...pair("P1"), field("P1", "b3", "taxol", { Metadata_Mechanism: "stabilizer" })]
    .map((one) => ({ ...one, metadata: { Metadata_Mechanism: null, ...one.metadata } }));
  const wrong = (more: Partial<typeof settings>) => () =>
    describeFields(index(...fields), { ...settings, ...more });
  assertEquals(wrong({})().wells[2]?.moa, null);
  assertEquals(wrong({ moa: "Metadata_Mechanism" })().wells[2]?.moa, "stabilizer");
  for (
    const [option, name] of [
      ["moa", "Metadata_Mechansim"],
      ["concentration", "Metadata_Dose"],
      ["batch", "Metadata_Donor"],
    ] as const
  ) {
    const error = assertThrows(
      wrong({ [option]: name }),
      InputError,
      `no such column: column ${name}`,
    );
    assertEquals(error.message.includes(`Name one with --${option}`), true, error.message);
  }
  assertThrows(wrong({ moa: "Metadata_Mechansim" }), InputError, "Is Metadata_Mechanism meant?");
});

Deno.test("describeFields() knows the control in any case and gives it no mechanism", () => {
  const named = pair("P1").map((one) => ({
    ...one,
    metadata: { Metadata_Compound: "dmso", Metadata_MoA: "DMSO", Metadata_Concentration: "0" },
  }));
  const { control, wells } = describeFields(index(...named), settings);
  assertEquals([control, wells[0]?.moa, wells[0]?.treatment], ["dmso", null, "dmso"]);
});

Deno.test("describeFields() says which compounds there are where none is the control", () => {
  const error = assertThrows(
    () =>
      describeFields(
        index(field("P1", "A1", "mock"), field("P1", "A2", "mock"), field("P1", "A3", "x")),
        settings,
      ),
    InputError,
  );
  assertEquals(error.message.includes('option --control: found "DMSO"'), true);
  assertEquals(error.message.includes("mock (2 fields), x (1 field)"), true);
  assertEquals(
    error.message.endsWith("mock may be the control: --control mock"),
    true,
  );
});

Deno.test("describeFields() leaves out and names wells without a compound, plates without controls", () => {
  const { bare, uncontrolled, wells } = describeFields(
    index(
      ...pair("P1"),
      field("P1", "C1", null),
      field("P2", "A1", "DMSO"),
      field("P2", "A2", "x"),
    ),
    settings,
  );
  assertEquals(
    [bare, uncontrolled],
    [["P1/C01"], ["P2"]].map((x) => x.map((y) => y.replace("C01", "C1"))),
  );
  assertEquals(new Set(wells.map(({ plate }) => plate)), new Set(["P1"]));
});

Deno.test("describeFields() names the column that is missing, and the plates where controls are", () => {
  const none = { ...field("P1", "A1", "x"), metadata: { Metadata_Drug: "x" } };
  assertThrows(
    () => describeFields({ channels: ["DAPI"], fields: [none] } as never, settings),
    InputError,
    "column Metadata_Compound: allowed: Metadata_Drug",
  );
  assertThrows(
    () => describeFields(index(field("P1", "A1", "DMSO")), settings),
    InputError,
    "2 or more wells on a plate",
  );
  assertThrows(
    () => describeFields(index(...pair("P1")), { ...settings, batch: "Metadata_Day" }),
    InputError,
    "--batch",
  );
});

Deno.test("describeFields() refuses two treatments in a well and a well that is none", () => {
  assertThrows(
    () => describeFields(index(...pair("P1"), field("P1", "A01", "taxol")), settings),
    InputError,
    "plate P1, well A01: DMSO and taxol",
  );
  assertThrows(
    () => describeFields(index(field("P1", "x9y", "DMSO")), settings),
    InputError,
    "A01",
  );
});

Deno.test("describeFields() takes a week for a batch where none is named", () => {
  const week = pair("P1").map((one) => ({
    ...one,
    metadata: { ...one.metadata, Metadata_Week: "3" },
  }));
  const { batch, index: own } = describeFields(index(...week), settings);
  assertEquals([batch, own.fields[0]?.metadata.Metadata_Batch], ["Metadata_Week", "3"]);
});

Deno.test("describeFields() names compounds that may be the control misspelt", () => {
  const { lookalikes, wells } = describeFields(
    index(
      ...pair("P1"),
      field("P1", "B1", "DMS0"),
      field("P1", "B2", "dmso"),
      field("P1", "B3", "x"),
    ),
    settings,
  );
  assertEquals(lookalikes, ["DMS0", "dmso"]);
  assertEquals(wells.filter(({ control }) => control).length, 2);
});

Deno.test("describeFields() takes spellings of a name for one compound, and keeps their treatments apart", () => {
  const dose = { Metadata_Concentration: "0.3" };
  const { spellings, wells, index: own, lookalikes } = describeFields(
    index(
      ...pair("P1"),
      field("P1", "B1", "Taxol", dose),
      field("P1", "B2", "taxol", dose),
      field("P1", "B3", "taxol", dose),
      field("P1", "B4", "dmso"),
    ),
    settings,
  );
  assertEquals(spellings, [["taxol", "Taxol"]]);
  const read = wells.slice(2).map(({ treatment, compound }) => [treatment, compound]);
  assertEquals(read, [
    ["Taxol 0.3 µM", "taxol"],
    ["taxol 0.3 µM", "taxol"],
    ["taxol 0.3 µM", "taxol"],
    // What may be the control is no spelling of a drug.
    ["dmso", "dmso"],
  ]);
  assertEquals(lookalikes, ["dmso"]);
  const { Metadata_Compound, Metadata_Treatment } = own.fields[2]!.metadata;
  assertEquals([Metadata_Compound, Metadata_Treatment], ["taxol", "Taxol 0.3 µM"]);
});

Deno.test("describeFields() takes spellings of a mechanism for one, and names compounds a letter apart", () => {
  const of = (Metadata_MoA: string) => ({ Metadata_MoA });
  const { mechanisms, oneLetterApart, spellings, wells, index: own } = describeFields(
    index(
      field("P1", "A1", "DMSO", of("actin")),
      field("P1", "A2", "DMSO", of("ACTIN")),
      field("P1", "B1", "emetine", of("Protein synthesis")),
      field("P1", "B2", "emetine", of("protein synthesis")),
      field("P1", "B3", "emetin", of("protein-synthesis ")),
      field("P1", "B4", "taxol", of("protein synthesis")),
      field("P1", "B5", "latrunculin B", of("Actin")),
    ),
    settings,
  );
  // What is said of wells of the control is no mechanism.
  assertEquals(mechanisms, [["protein synthesis", "Protein synthesis", "protein-synthesis"]]);
  const read = wells.slice(2).map(({ moa }) => moa), one = "protein synthesis";
  assertEquals(read, [one, one, one, one, "Actin"]);
  assertEquals(own.fields[2]?.metadata.Metadata_MoA, one);
  assertEquals([oneLetterApart, spellings], [[["emetin", "emetine"]], []]);
  assertEquals(wells[4]?.compound, "emetin");
});

Deno.test("describeFields() points out wells that may be controls under another name", () => {
  const { lookalikes, wells } = describeFields(
    index(...pair("P1"), field("P1", "B1", "Vehicle"), field("P1", "B2", "0,1% DMSO")),
    settings,
  );
  assertEquals(lookalikes, ["Vehicle", "0,1% DMSO"]);
  assertEquals(wells.filter(({ control }) => control).length, 2);
});

Deno.test("describeFields() tells names like the control's on plates left out from those in the report", () => {
  const { lookalikes, lost, uncontrolled } = describeFields(
    index(
      ...pair("P1"),
      field("P1", "B1", "mock"),
      field("P2", "A1", "Vehicle"),
      field("P2", "A2", "Vehicle"),
      field("P2", "A3", "mock"),
      field("P2", "A4", "taxol"),
    ),
    settings,
  );
  assertEquals([uncontrolled, lookalikes], [["P2"], ["mock"]]);
  assertEquals(lost, { wells: 4, lookalikes: [{ name: "Vehicle", wells: 2 }] });
});
