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

Deno.test("openStructures() says what a folder's tables leave out, and refuses what contradicts itself", async () => {
  await inFolder(async (folder) => {
    const opened = async (compounds: string, moa: string) => {
      await Deno.writeTextFile(
        `${folder}/BBBC021_v1_compound.csv`,
        `compound,smiles\n${compounds}`,
      );
      await Deno.writeTextFile(
        `${folder}/BBBC021_v1_moa.csv`,
        `compound,concentration,moa\n${moa}`,
      );
      return await openStructures({ data: folder });
    };
    const whole = await opened("a,CCO\nDMSO,\n", "a,1,Z\na,3,Z\nDMSO,0,DMSO\n");
    assertEquals(whole.title, `the drugs in ${folder}`);
    const { leftOut, title } = await opened("a,CCO\nb,C\n", "a,1,Z\nc,1,Z\n");
    assertEquals(leftOut, { withoutMechanism: ["b"], withoutRow: ["c"] });
    assertEquals(
      title,
      `the drugs in ${folder}, but b (no mechanism) and c (no row in the table of compounds)`,
    );
    await assertRejects(() => opened("a,CCO\na,CCN\n", "a,1,Z\n"), InputError, "a, as in line 2");
    await assertRejects(() => opened("a,CCO\n", "a,1,Z\na,3,Y\n"), InputError, "Z and Y for a");
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
