import { assert, assertEquals } from "@std/assert";
import { main } from "../../lib/cli/main.ts";
import { exists } from "../../lib/core/files.ts";
import { featureValues, metaValues } from "../../lib/core/profiles.ts";
import { readLabels, writeLabels } from "../../lib/data/label_files.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { readTable } from "../../lib/data/table/table.ts";
import { inFolder } from "../data/folder.ts";

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
