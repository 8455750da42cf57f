import { assertEquals } from "@std/assert";
import { correctionFor } from "../../../lib/cli/workflow/correction.ts";
import { controlsIn } from "../../../lib/cli/workflow/field_value.ts";

const columns = {
  batch: "Metadata_Plate",
  treatment: ["drug", "dose"],
  isControl: controlsIn("drug=DMSO"),
};
/** Two wells of controls a plate, whose dose is written differently, and what else is there. */
const screen = (plates: Record<string, string[]>, controls = 2) =>
  Object.entries(plates).flatMap(([plate, drugs]) =>
    [...new Array<string>(controls).fill(`DMSO ${plate}`), ...drugs].map((text, i) => {
      const [drug = "", dose = ""] = text.split(" ");
      return { plate, well: `B${i}`, site: 1, files: {}, pixelSize: NaN, metadata: { drug, dose } };
    })
  );

Deno.test("correctionFor() is ComBat where all batches have the same treatments, controls aside", () => {
  assertEquals(
    correctionFor(screen({ P1: ["a 1", "b 1"], P2: ["b 1", "a 1"] }), columns),
    "combat",
  );
});

Deno.test("correctionFor() is TVN where a batch lacks a treatment or a dose, also in sets of plates", () => {
  for (
    const plates of [
      { P1: ["a 1"], P2: ["b 1"] },
      { P1: ["a 1"], P2: ["a 2"] },
      { P1: ["a 1"], P2: ["a 1"], P3: ["b 1"], P4: ["b 1"] },
      { P1: ["a 1"], P2: [] },
    ]
  ) assertEquals(correctionFor(screen(plates as Record<string, string[]>), columns), "tvn");
});

Deno.test("correctionFor() is nothing for one batch, and where controls are too few for TVN", () => {
  assertEquals(correctionFor(screen({ P1: ["a 1", "b 1"] }), columns), null);
  assertEquals(correctionFor(screen({ P1: ["a 1"], P2: ["b 1"] }, 1), columns), null);
});
