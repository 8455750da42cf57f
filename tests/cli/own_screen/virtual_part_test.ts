import { assertEquals } from "@std/assert";
import { virtualPart } from "../../../lib/cli/own_screen/virtual_part.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("virtualPart() takes a site a well and gives no mechanism of controls and hidden compounds", () =>
  inFolder(async (out) => {
    const { index, hidden, title } = await virtualPart({ out, size: "small" });
    assertEquals(title.includes("drawn cells"), true);
    assertEquals(new Set(index.fields.map(({ site }) => site)), new Set([1]));
    const moas = new Map(index.fields.map(({ metadata }) => [
      metadata.Metadata_Compound,
      metadata.Metadata_MoA,
    ]));
    assertEquals(moas.get("DMSO"), null);
    assertEquals(moas.get("taxol"), "Microtubule stabilizers");
    for (const name of hidden.keys()) assertEquals(moas.get(name), null);
  }));
