import { assertEquals, assertStringIncludes } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { inFolder } from "../data/folder.ts";
import { handSheet } from "./cost/sheet.ts";
import { c2s } from "./run.ts";
import { twoPlates } from "./workflow/two_plates.ts";

Deno.test("c2s workflow writes a folder for all plates or some, with measured costs", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const index = ["--index", `${folder}/index.csv`], cost = `${folder}/cost.json`;
    const sheet = { ...handSheet, method: "classical" };
    await Deno.writeTextFile(cost, JSON.stringify(sheet));
    const all = await c2s("workflow", ...index, "--out", `${folder}/all`);
    assertEquals(all.code, 0, all.said);
    assertStringIncludes(all.out, "24 fields of 2 plates");
    const options = [
      ...["--plates", "P2", "--cost", cost, "--factor", "3", "--method", "classical", "--json"],
    ];
    const one = await c2s("workflow", ...index, "--out", `${folder}/one`, ...options);
    const { notes, ...rest } = JSON.parse(one.out);
    assertEquals(rest, { out: `${folder}/one`, plates: ["P2"], fields: 12 });
    // How this machine has Deno decides whether jobs call it from npx's cache, and whether that is said.
    const called = /^c2s: "\S+_npx/m.test(await Deno.readTextFile(`${folder}/one/config.yaml`));
    assertEquals(notes.join().includes("npx's cache"), called);
    const config = await Deno.readTextFile(`${folder}/one/config.yaml`);
    assertStringIncludes(config, "factor: 3");
    assertStringIncludes(config, "measured by c2s cost on 12 fields");
    const npx = "/home/me/.npm/_npx/1/node_modules/deno/deno run main.ts";
    const said = await c2s("workflow", ...index, "--out", `${folder}/npx`, "--c2s", npx);
    assertStringIncludes(said.out, "Jobs call the Deno in npx's cache");
  });
});

Deno.test("c2s workflow says which plate has no control, and what cannot be", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/out`];
    const wrong = [
      [["--controls", "Metadata_Compound=water"], "Plate P1 has no negative control"],
      [["--controls", "DMSO"], "COLUMN=VALUE"],
      [["--plates", "P3"], "no such plate"],
      [["--factor", "0.5"], "at least 1"],
      [["--batch", "Metadata_Day"], "Metadata_Day"],
      [["--method", "clasical"], "There is no such method of segmentation"],
      [["--embed", "inception"], "Is inception_v3 meant?"],
      [["--nuclei", "Hoechst"], "option --nuclei"],
      [["--treatment", ","], "--treatment names no column"],
    ] as const;
    for (const [options, message] of wrong) {
      const { code, said } = await c2s("workflow", ...args, ...options);
      assertEquals([code, await exists(`${folder}/out/config.yaml`)], [1, false]);
      assertStringIncludes(said, message);
    }
  });
});

Deno.test("c2s workflow refuses costs of another method or network", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const cost = `${folder}/cost.json`, args = ["--index", `${folder}/index.csv`, "--cost", cost];
    const sheet = { ...handSheet, method: "classical", network: "hcs_small" };
    await Deno.writeTextFile(cost, JSON.stringify(sheet));
    const run = async (...more: string[]) =>
      (await c2s("workflow", ...args, "--out", `${folder}/out`, ...more)).said;
    assertStringIncludes(
      await run(),
      `another --method: ${cost}: found "classical", allowed: network. Measure them with c2s cost`,
    );
    const other = [
      "--method",
      "classical",
      "--embed",
      "inception_v3",
      "--channels",
      "DAPI,DAPI,DAPI",
    ];
    assertStringIncludes(await run(...other), "another --embed: ");
    assertEquals(await run("--method", "classical"), "");
  });
});

Deno.test("c2s workflow asks which of other than three channels a network shall read", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const run = async (...more: string[]) =>
      await c2s("workflow", "--index", `${folder}/index.csv`, "--out", `${folder}/out`, ...more);
    const embed = ["--embed", "inception_v3"];
    const refused = await run(...embed);
    assertEquals([refused.code, await exists(`${folder}/out`)], [1, false]);
    assertStringIncludes(
      refused.said,
      'inception_v3 reads 3 channels: found "DAPI, Actin". Name 3 with --channels; ' +
        "one may be named again, as in --channels DAPI,DAPI,DAPI",
    );
    const few = await run(...embed, "--channels", "DAPI,Actin");
    assertStringIncludes(few.said, "inception_v3 reads 3 channels");
    const unknown = await run(...embed, "--channels", "DAPI,Actin,ER");
    assertStringIncludes(unknown.said, 'option --channels: found "ER", allowed: DAPI, Actin');
    assertStringIncludes((await run("--channels", "DAPI")).said, "with --embed NAME");
    assertEquals((await run(...embed, "--channels", "DAPI, Actin,DAPI")).code, 0);
    assertStringIncludes(
      await Deno.readTextFile(`${folder}/out/config.yaml`),
      'embed: "--model inception_v3 --channels DAPI,Actin,DAPI"',
    );
  });
});

Deno.test("c2s workflow asks for the channel of the nuclei where no name tells it", async () => {
  await inFolder(async (folder) => {
    await twoPlates(folder);
    const file = `${folder}/index.csv`, index = await Deno.readTextFile(file);
    await Deno.writeTextFile(file, index.replace("DAPI", "Blue"));
    const args = ["workflow", "--index", file, "--out", `${folder}/out`];
    assertStringIncludes((await c2s(...args)).said, "Which channel shows the nuclei?");
    assertEquals((await c2s(...args, "--nuclei", "Blue")).said, "");
    const config = await Deno.readTextFile(`${folder}/out/config.yaml`);
    assertStringIncludes(config, 'quality: "--nuclei Blue"');
  });
});
