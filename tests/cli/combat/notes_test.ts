import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { combatNotes } from "../../../lib/cli/combat/notes.ts";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { fitCombat } from "../../../lib/profile/combat.ts";

/** Six rows of two plates; `stuck` differs between plates only, `same` nowhere. */
function wells(compounds: string[], doses?: string[]) {
  const plate = ["P1", "P1", "P1", "P2", "P2", "P2"];
  const rows = [[1, 5, 2, 4], [2, 7, 2, 4], [4, 6, 2, 4], [5, 12, 8, 4], [7, 3, 8, 4], [
    6,
    4,
    8,
    4,
  ]];
  const meta = pl.DataFrame({
    plate,
    Metadata_Compound: compounds,
    ...doses && { Metadata_Concentration: doses },
  });
  return makeProfiles(meta, ["a", "b", "stuck", "same"], Float64Array.from(rows.flat()));
}

const stuck =
  "1 feature does not vary within some batch and stays as it is, batch effect and all: stuck";

Deno.test("combatNotes() name features that keep their batch effect, not those that have none", () => {
  const profiles = wells(["DMSO", "x", "y", "DMSO", "y", "x"]);
  assertEquals(combatNotes(profiles, fitCombat(profiles, { batch: "plate" })), [stuck]);
});

Deno.test("combatNotes() count rows of treatments that batches do not share", () => {
  const said = (rows: number, one: number, columns: string) =>
    `${rows} of 6 rows have a treatment (${columns}) that not all batches have, ${one} of them one ` +
    "that a single batch has: what it does goes with the batch, and controls move the other way; " +
    "tvn and whiten are fitted on controls";
  const other = wells(["DMSO", "x", "y", "DMSO", "x", "z"]);
  assertEquals(combatNotes(other, fitCombat(other, { batch: "plate" })), [
    stuck,
    said(2, 2, "Metadata_Compound"),
  ]);
  const dosed = wells(["DMSO", "x", "y", "DMSO", "x", "y"], ["0", "1", "2", "0", "9", "2"]);
  assertEquals(
    combatNotes(dosed, fitCombat(dosed, { batch: "plate" }))[1],
    said(2, 2, "Metadata_Compound, Metadata_Concentration"),
  );
});
