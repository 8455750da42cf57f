import { assert, assertEquals, assertMatch } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { exists } from "../../lib/core/files.ts";
import { featureValues, metaValues } from "../../lib/core/profiles.ts";
import { readIndex } from "../../lib/data/index_file.ts";
import { readLabels, writeLabels } from "../../lib/data/label_files.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { readTable } from "../../lib/data/table/table.ts";
import { inFolder } from "../data/folder.ts";
import { saveAs8Bits } from "../data/index_file/save_as_8_bits.ts";

/** Three drawn fields with truth masks of nuclei and cells. */
async function withScreen(test: (screen: string, measure: Measure) => Promise<void>) {
  await inFolder(async (folder) => {
    const size = ["--size", "small", "--width", "128", "--height", "128", "--weeks", "1"];
    const screen = ["--out", folder, ...size, "--compound", "taxol", "--seed", "7"];
    assertEquals(await main(["simulate", ...screen], () => {}), 0);
    await test(folder, async (out, ...more) => {
      const lines: string[] = [];
      const args = ["--index", `${folder}/index.csv`, "--labels", `${folder}/truth`, "--out", out];
      const code = await main(["measure", ...args, ...more], (line) => lines.push(line));
      return { code, lines };
    });
  });
}

type Measure = (out: string, ...more: string[]) => Promise<{ code: number; lines: string[] }>;

Deno.test("c2s measure gives every drawn cell a row, in Parquet and in CSV.gz alike", async () => {
  await withScreen(async (screen, measure) => {
    const families = ["--families", "AreaShape,intensity"];
    const { code, lines } = await measure(`${screen}/cells.parquet`, ...families, "--json");
    assertEquals(code, 0);
    const said = JSON.parse(lines[0]!);
    const truth = await readTable(`${screen}/truth/cells.csv`, {
      Label: { type: "integer" },
      NucleusArea: { type: "number" },
    });
    assertEquals([said.cells, said.fields], [truth.height, 3]);
    assertEquals(said.compartments, ["nuclei", "cells", "cytoplasm"]);
    const cells = await readProfiles(`${screen}/cells.parquet`);
    assertEquals(metaValues(cells.meta, "ObjectNumber"), metaValues(truth, "Label"));
    const area = (compartment: string) => featureValues(cells, `${compartment}_AreaShape_Area`);
    const seen = area("Nuclei").map((value) => value || 0);
    assertEquals([...seen], metaValues(truth, "NucleusArea"));
    const [whole, outer, inner] = [area("Cells"), area("Cytoplasm"), area("Nuclei")];
    whole.forEach((value, row) =>
      assert(value >= (inner[row]! || 0) && value >= (outer[row]! || 0))
    );
    assertEquals((await measure(`${screen}/cells.csv.gz`, ...families)).code, 0);
    const text = await readProfiles(`${screen}/cells.csv.gz`);
    assertEquals(text.features, cells.features);
    assertEquals(text.values, cells.values);
    assertEquals(await exists(`${screen}/cells.parquet.parts`), false);
  });
});

Deno.test("c2s measure says where a plate mixes bits", async () => {
  await withScreen(async (screen, measure) => {
    const { fields: [field] } = await readIndex(`${screen}/index.csv`);
    await saveAs8Bits(field!.files.DAPI!);
    const options = ["--families", "Intensity", "--compartments", "nuclei", "--json"];
    const { lines } = await measure(`${screen}/cells.csv`, ...options);
    const { cautions } = JSON.parse(lines[0]!);
    assert(cautions[0].includes(`plate ${field!.plate}, DAPI (1 of 8 bits, such as `), cautions[0]);
  });
});

Deno.test("c2s measure takes masks of nuclei and cells that are numbered apart only by overlap, with the same rows", async () => {
  await withScreen(async (screen, measure) => {
    const own = await measure(`${screen}/own.csv`, "--families", "AreaShape");
    assertEquals(own.code, 0);
    for await (const { name: plate } of Deno.readDir(`${screen}/truth/cells`)) {
      for await (const { name } of Deno.readDir(`${screen}/truth/cells/${plate}`)) {
        const file = `${screen}/truth/cells/${plate}/${name}`, image = await readLabels(file);
        const most = image.labels.reduce((a, b) => Math.max(a, b));
        const labels = image.labels.map((label) => label === 0 ? 0 : most + 1 - label);
        await writeLabels(file, { ...image, labels });
      }
    }
    const said: string[] = [], { error } = console;
    console.error = (text) => said.push(String(text));
    try {
      assertEquals((await measure(`${screen}/a.csv`, "--families", "AreaShape")).code, 1);
    } finally {
      console.error = error;
    }
    assertMatch(said.join(), /site 1: nuclei and cells are numbered apart.*--join overlap/);
    const joining = ["--families", "AreaShape", "--join", "overlap"];
    const { code, lines } = await measure(`${screen}/a.csv`, ...joining);
    assertEquals(code, 0);
    assertMatch(lines.join(), /joined by overlap: of the cells found 0 held several nuclei/);
    const [before, after] = [
      await readProfiles(`${screen}/own.csv`),
      await readProfiles(`${screen}/a.csv`),
    ];
    const areas = featureValues(before, "Cells_AreaShape_Area");
    // Drawn cells whose nucleus lies outside the image have no row where nuclei find their cells.
    const nuclei = featureValues(before, "Nuclei_AreaShape_Area");
    assertEquals(
      [...featureValues(after, "Cells_AreaShape_Area")],
      [...areas.filter((_, row) => nuclei[row]! > 0)],
    );
    assert(areas.length > 10);
    assertEquals((await measure(`${screen}/b.csv`, "--join", "place")).code, 1);
  });
});

Deno.test("c2s measure subtracts the background where asked", async () => {
  await withScreen(async (screen, measure) => {
    const lowest = async (...more: string[]) => {
      const options = ["--families", "Intensity", "--compartments", "cells", ...more];
      assertEquals((await measure(`${screen}/cells.csv`, ...options)).code, 0);
      const cells = await readProfiles(`${screen}/cells.csv`);
      return Math.max(...featureValues(cells, "Cells_Intensity_MinIntensity_DAPI"));
    };
    const before = await lowest(), after = await lowest("--background", "40");
    assert(after < before / 2, `${before} before, ${after} after`);
  });
});

Deno.test("c2s measure names a missing or ill-fitting mask; with --skip-bad the field is left out and counted", async () => {
  await withScreen(async (screen, measure) => {
    const folder = `${screen}/truth/nuclei`;
    const plate = [...Deno.readDirSync(folder)][0]!.name;
    const [first, second, third] = [...Deno.readDirSync(`${folder}/${plate}`)]
      .map(({ name }) => name).sort();
    await Deno.remove(`${folder}/${plate}/${first}`);
    await writeLabels(`${folder}/${plate}/${second}`, {
      width: 2,
      height: 2,
      labels: new Int32Array(4),
    });
    const image = await readLabels(`${folder}/${plate}/${third}`);
    await writeLabels(`${folder}/${plate}/${third}`, { ...image, labels: image.labels.fill(0) });
    const options = ["--compartments", "nuclei", "--families", "AreaShape"];
    assertEquals((await measure(`${screen}/a.parquet`, ...options)).code, 1);
    assertEquals(await exists(`${screen}/a.parquet`), false);
    const { code, lines } = await measure(
      `${screen}/a.parquet`,
      ...options,
      "--skip-bad",
      "--json",
    );
    assertEquals(code, 0);
    const { cells, skipped, empty } = JSON.parse(lines[0]!);
    assertEquals([cells, skipped.length, empty.length], [0, 2, 1]);
    assert(skipped[0].reason.includes("no such file"), skipped[0].reason);
    assert(skipped[1].reason.includes("2 × 2 labels"), skipped[1].reason);
    const none = await readProfiles(`${screen}/a.parquet`);
    assertEquals(none.meta.height, 0);
    assert(none.features.includes("Nuclei_AreaShape_Area"));
  });
});

Deno.test("c2s measure says which plates there are, of label images of another screen", async () => {
  await withScreen(async (screen, measure) => {
    const [plate = ""] = [...Deno.readDirSync(`${screen}/truth/nuclei`)].map(({ name }) => name);
    const folder = `${screen}/truth/nuclei`, said: string[] = [];
    await Deno.rename(`${folder}/${plate}`, `${folder}/other plate`);
    const { error } = console;
    console.error = (text) => said.push(String(text));
    try {
      const { code } = await measure(`${screen}/cells.csv`, "--compartments", "nuclei");
      assertEquals(code, 1);
    } finally {
      console.error = error;
    }
    const message = said.join("\n");
    assert(message.includes("other plate") && message.includes(plate), message);
  });
});

Deno.test("c2s measure ends with a code above 0 for wrong names, and writes nothing", async () => {
  await inFolder(async (folder) => {
    const args = ["measure", "--index", "no.csv", "--labels", folder, "--out"];
    const bad = [
      ["x.txt"],
      ["x.csv", "--families", "Beauty"],
      ["x.csv", "--workers", "0"],
      ["x.csv", "--background=-3"],
    ];
    for (const more of bad) assert(await main([...args, ...more], () => {}) > 0);
    assertEquals(await main(["measure"], () => {}), 2);
    assertEquals([...Deno.readDirSync(folder)], []);
  });
});
