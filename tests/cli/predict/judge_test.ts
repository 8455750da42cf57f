import { assertEquals } from "@std/assert";
import { judgePredictions } from "../../../lib/cli/predict/judge.ts";

const classes = ["DMSO", "taxol"];

function row(place: string, compound: string | null) {
  const [plate, well] = place.split(" ") as [string, string];
  const metadata = { Metadata_Compound: compound };
  return { plate, well, site: 1, files: {}, pixelSize: 1, metadata };
}

Deno.test("judgePredictions() leaves out what was seen, what was never learned, what has no class", () => {
  const rows = [
    row("P1 A01", "DMSO"),
    row("P1 A02", "taxol"),
    row("P2 A01", "taxol"),
    row("P2 A01", "taxol"),
    row("P2 A02", "nocodazole"),
    row("P2 A03", null),
    row("P2 A04", ""),
  ];
  const named = [0, 0, 1, 0, 1, 0, 1], probabilities = new Float64Array(14);
  const predicted = { rows, named, probabilities, fields: rows.map(() => 1) };
  const label = "Metadata_Compound", seen = new Set(["P1 A01", "P1 A09"]);
  const { report, ...rest } = judgePredictions(predicted, classes, { label, seen });
  assertEquals(rest, {
    rows: 3,
    wells: 2,
    plates: 2,
    onSeenPlates: 1,
    leftOut: { seen: 1, unknown: { nocodazole: 1 }, meant: {}, unlabelled: 2 },
  });
  assertEquals([...report!.confusion.counts.data], [0, 0, 2, 1]);
});

Deno.test("judgePredictions() gives no score where nothing is left", () => {
  const predicted = {
    rows: [row("P1 A01", "DMSO")],
    named: [0],
    probabilities: new Float64Array(2),
    fields: [1],
  };
  const seen = new Set(["P1 A01"]), label = "Metadata_Compound";
  assertEquals(judgePredictions(predicted, classes, { label, seen }).report, undefined);
  // Without a list of what was seen all is judged.
  assertEquals(judgePredictions(predicted, classes, { label }).report?.accuracy.value, 1);
});

Deno.test("judgePredictions() draws compounds where a class has several, and counts those that were seen", () => {
  const rows = ["P1 A01", "P1 A02", "P1 A03", "P1 A04"].map((place, i) => ({
    ...row(place, null),
    metadata: { Metadata_MoA: "DMSO", Metadata_Compound: i < 3 ? "old" : "new" },
  }));
  const predicted = {
    rows,
    named: [0, 0, 0, 1],
    probabilities: new Float64Array(8),
    fields: rows.map(() => 1),
  };
  const compounds = { column: "Metadata_Compound", seen: new Set(["old"]) };
  const judged = judgePredictions(predicted, classes, { label: "Metadata_MoA", compounds });
  assertEquals([judged.ofSeenCompounds, judged.compounds], [3, 2]);
  // One compound right and one wrong, however many wells the first has.
  const { low, high } = judged.report!.accuracy;
  assertEquals([low, high], [0, 1]);
  // Where the index does not tell compounds, wells are drawn.
  const other = { ...compounds, column: "Metadata_Drug" };
  const { compounds: none } = judgePredictions(predicted, classes, {
    label: "Metadata_MoA",
    compounds: other,
  });
  assertEquals(none, undefined);
});

Deno.test("judgePredictions() says which class may be meant by one that was never learned", () => {
  const rows = ["Taxol", "taxool", "DMOS", "AZ-C", "taxol"].map((name, i) =>
    row(`P1 A0${i}`, name)
  );
  const predicted = {
    rows,
    named: [0, 0, 0, 0, 0],
    probabilities: new Float64Array(15),
    fields: rows.map(() => 1),
  };
  const { leftOut, rows: judged } = judgePredictions(predicted, [...classes, "AZ-A"], {
    label: "Metadata_Compound",
  });
  assertEquals(leftOut.meant, { Taxol: "taxol", taxool: "taxol", DMOS: "DMSO" });
  // Nothing is taken for what it may be meant for.
  assertEquals([judged, Object.keys(leftOut.unknown).length], [1, 4]);
});
