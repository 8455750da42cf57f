import { assertEquals, assertStringIncludes } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { readIndex } from "../../lib/data/index_file.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { inFolder } from "../data/folder.ts";
import { saveAs8Bits } from "../data/index_file/save_as_8_bits.ts";
import { qualityScreen } from "./quality/screen.ts";
import { c2s } from "./run.ts";

Deno.test("c2s quality writes a row a field and channel, draws plate maps, and drops only what it is asked to", async () => {
  await inFolder(async (folder) => {
    const index = await qualityScreen(folder);
    const args = ["quality", "--index", `${folder}/index.csv`, "--out", `${folder}/q.csv`];
    const plain = await c2s(...args);
    assertEquals(plain.code, 0, plain.said);
    assertStringIncludes(plain.out, "1 of 4 fields flagged");
    const { meta, features } = await readProfiles(`${folder}/q.csv`);
    assertEquals(meta.height, 8);
    assertEquals(features.includes("ImageQuality_PowerLogLogSlope"), true);
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name).sort(), [
      "index.csv",
      "q.csv",
      ...index.fields.flatMap(({ site }) => [`s${site}_Actin.tif`, `s${site}_DAPI.tif`]),
    ]);
    const more = ["--plate-map", `${folder}/maps`, "--drop", `${folder}/good.csv`, "--json"];
    const said = JSON.parse((await c2s(...args, ...more)).out);
    assertEquals([said.fields, said.flagged, said.dropped], [4, 1, 1]);
    const files = ["svg", "png", "pdf", "json"].map((kind) => `${folder}/maps/flags-p-2f1.${kind}`);
    assertEquals([said.figures, said.drop], [files, `${folder}/good.csv`]);
    for (const file of files) assertEquals(await exists(file), true, file);
    const kept = await readIndex(`${folder}/good.csv`);
    assertEquals(kept, { ...index, fields: index.fields.slice(0, 3) });
    assertStringIncludes(
      (await c2s(...args, "--plate-map", `${folder}/maps`)).out,
      `${folder}/maps: 1 plate map in 4 files, each as svg, png, pdf, json: flags-p-2f1`,
    );
    const blurred = [...args, "--drop", `${folder}/all.csv`, "--drop-flags", "blurred"];
    assertStringIncludes((await c2s(...blurred)).out, "4 fields; 0 of 4 dropped");
  });
});

Deno.test("c2s quality stops at a bad image, or with --skip-bad leaves the field out and says so", async () => {
  await inFolder(async (folder) => {
    const { fields } = await qualityScreen(folder);
    await Deno.writeTextFile(fields[1]!.files.Actin!, "no image");
    const args = ["quality", "--index", `${folder}/index.csv`, "--out", `${folder}/q.parquet`];
    const stopped = await c2s(...args);
    assertEquals(stopped.code, 1);
    assertStringIncludes(stopped.said, "s2_Actin.tif");
    const { code, out } = await c2s(...args, "--skip-bad");
    assertEquals(code, 0);
    assertStringIncludes(out, "left out P/1/B02/2");
    const { meta } = await readProfiles(`${folder}/q.parquet`);
    assertEquals(meta.getColumn("Metadata_Site").toArray(), [1, 1, 3, 3, 4, 4]);
  });
});

Deno.test("c2s quality says where a plate mixes bits, on standard error and in --json", async () => {
  await inFolder(async (folder) => {
    const { fields } = await qualityScreen(folder);
    const args = ["quality", "--index", `${folder}/index.csv`, "--out", `${folder}/q.csv`];
    assertEquals(JSON.parse((await c2s(...args, "--json")).out).cautions, []);
    await saveAs8Bits(fields[1]!.files.Actin!);
    const { out, said } = await c2s(...args, "--json");
    const [caution, ...others] = JSON.parse(out).cautions;
    assertStringIncludes(caution, "plate P/1, Actin (1 of 8 bits, such as ");
    assertStringIncludes(said, caution);
    assertEquals(others, []);
  });
});

Deno.test("c2s quality names what is allowed where an option is wrong", async () => {
  await inFolder(async (folder) => {
    await qualityScreen(folder);
    const wrong = [
      [["--z", "0"], "above 0"],
      [["--saturated", "5"], "0 to 1"],
      [["--drop-flags", "ugly"], "blurred, saturated"],
      [["--nuclei", "ER"], "DAPI, Actin"],
      [["--workers", "0"], "whole number"],
    ] as const;
    for (const [options, message] of wrong) {
      const args = ["--index", `${folder}/index.csv`, "--out", `${folder}/q.csv`, ...options];
      const { code, said } = await c2s("quality", ...args);
      assertEquals(code, 1, options.join(" "));
      assertStringIncludes(said, message);
    }
    assertEquals((await c2s("quality", "--index", folder)).code, 2);
    const empty = ["--index", `${folder}/empty.csv`, "--out", `${folder}/q.csv`];
    await Deno.writeTextFile(`${folder}/empty.csv`, "plate,well,site,DAPI\n");
    assertStringIncludes((await c2s("quality", ...empty)).said, "it has no field");
    await Deno.mkdir(`${folder}/there.csv`);
    const there = ["--index", `${folder}/index.csv`, "--out", `${folder}/there.csv`];
    assertStringIncludes(
      (await c2s("quality", ...there)).said,
      'found "a folder", allowed: a file',
    );
  });
});
