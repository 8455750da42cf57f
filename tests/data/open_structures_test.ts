import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { openStructures } from "../../lib/data/open_structures.ts";
import { inFolder } from "./folder.ts";
import { mirrored } from "./mirror.ts";

Deno.test("openStructures() gives BBBC021's drugs by mechanism, without DMSO", async () => {
  const { compounds, others } = await openStructures({ data: "simulated" });
  assertEquals([compounds.length, others.length], [38, 0]);
  assertEquals(compounds.filter(({ smiles }) => smiles === null).length, 7);
  const mechanisms = compounds.map(({ moa }) => moa);
  assertEquals(mechanisms, mechanisms.toSorted((a, b) => a.localeCompare(b, "en")));
});

Deno.test("openStructures() reads a folder, and names the table that is not there", async () => {
  await inFolder(async (folder) => {
    await assertRejects(() => openStructures({ data: folder }), InputError, "no such file");
    await Deno.writeTextFile(
      `${folder}/BBBC021_v1_compound.csv`,
      "compound,smiles\nb,CCO\na,\nDMSO,CS(C)=O\nunlabelled,C\n",
    );
    await Deno.writeTextFile(
      `${folder}/BBBC021_v1_moa.csv`,
      "compound,concentration,moa\na,1,Z\nb,1,A\nDMSO,0,DMSO\n",
    );
    const { compounds } = await openStructures({ data: folder });
    assertEquals(compounds, [
      { compound: "b", moa: "A", smiles: "CCO" },
      { compound: "a", moa: "Z", smiles: null },
    ]);
  });
});

const mirror = await mirrored("JUMP-Target-1_compound_metadata.tsv");

Deno.test({
  name: "openStructures() brings CPJUMP1's 306 compounds with the public data",
  ignore: mirror === undefined,
  fn: async () => {
    await inFolder(async (folder) => {
      const root = mirror!.slice(0, mirror!.indexOf("/raw.githubusercontent.com"));
      const fetch = { dir: folder, mirror: root };
      const { compounds, others } = await openStructures({ data: "real", fetch });
      assertEquals([compounds.length, others.length], [38, 306]);
      assertEquals(others.every(({ smiles }) => smiles !== null), true);
    });
  },
});
