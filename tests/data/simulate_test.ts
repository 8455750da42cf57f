import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { exists, projectRoot } from "../../lib/core/files.ts";
import { readIndex } from "../../lib/data/index_file.ts";
import { type SimulateOptions, simulateScreen } from "../../lib/data/simulate.ts";
import { decodeTiff } from "../../lib/image/tiff.ts";

const tiny = { size: "small", width: 96, height: 96 } as const;

async function inFolder(work: (out: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(`${folder}/screen`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function listing(folder: string, prefix = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) {
      for (const [name, hash] of await listing(path, `${prefix}${entry.name}/`)) {
        files.set(name, hash);
      }
    } else {
      const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
      files.set(prefix + entry.name, new Uint8Array(digest).toHex());
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const [header, ...rows] = (await Deno.readTextFile(path)).trim().split("\n").map((line) =>
    line.split(",")
  );
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}

Deno.test("simulateScreen() writes every planned image, mask and table", async () => {
  await inFolder(async (out) => {
    const { fields, drawn } = await simulateScreen({ out, ...tiny });
    assertEquals(drawn, fields);
    const rows = await rowsOf(`${out}/BBBC021_v1_image.csv`);
    assertEquals(rows.length, fields);
    for (const row of rows) {
      for (const channel of ["DAPI", "Tubulin", "Actin"]) {
        const path = `${out}/${row[`Image_PathName_${channel}`]}/${
          row[`Image_FileName_${channel}`]
        }`;
        const { width, height } = await decodeTiff(await Deno.readFile(path));
        assertEquals([width, height], [96, 96]);
      }
    }
    for (const row of await rowsOf(`${out}/truth/fields.csv`)) {
      for (const mask of ["NucleiMask", "CellsMask"]) assert(await exists(`${out}/${row[mask]}`));
    }
    assertEquals(await exists(`${out}/truth/parts`), false);
    assertEquals(await exists(`${out}/screen.partial.json`), false);
  });
});

Deno.test("simulateScreen() gives every cell a row with the label that its mask has", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out, ...tiny });
    const cells = await rowsOf(`${out}/truth/cells.csv`);
    for (const row of (await rowsOf(`${out}/truth/fields.csv`)).slice(0, 3)) {
      const mask = (await decodeTiff(await Deno.readFile(`${out}/${row.CellsMask}`))).data;
      const labels = [...new Set(mask)].filter((label) => label > 0).sort((a, b) => a - b);
      const here = cells.filter((cell) =>
        cell.Metadata_Plate === row.Metadata_Plate && cell.Metadata_Well === row.Metadata_Well &&
        cell.Metadata_Site === row.Metadata_Site
      );
      assertEquals(here.map((cell) => Number(cell.Label)), labels);
    }
  });
});

Deno.test("simulateScreen() writes the same bytes with one worker as with two", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out: `${out}/one`, ...tiny, workers: 1 });
    await simulateScreen({ out: `${out}/two`, ...tiny, workers: 2 });
    assertEquals(await listing(`${out}/one`), await listing(`${out}/two`));
  });
});

Deno.test("simulateScreen() goes on after it was stopped, and ends with the same bytes", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out: `${out}/whole`, ...tiny });
    const stop = new AbortController();
    const options: SimulateOptions = { out: `${out}/stopped`, ...tiny, workers: 1 };
    await assertRejects(
      () =>
        simulateScreen({
          ...options,
          signal: stop.signal,
          onProgress: (done) => {
            if (done === 3) stop.abort(new Error("stopped by hand"));
          },
        }),
      Error,
      "stopped by hand",
    );
    assertEquals(await exists(`${out}/stopped/screen.json`), false);
    assertEquals(await exists(`${out}/stopped/BBBC021_v1_image.csv`), false);
    const { fields, drawn } = await simulateScreen(options);
    assert(drawn < fields && drawn > 0, `${drawn} of ${fields} were drawn again`);
    assertEquals(await listing(`${out}/stopped`), await listing(`${out}/whole`));
  });
});

Deno.test("simulateScreen() leaves a finished screen alone, but mends a missing image", async () => {
  await inFolder(async (out) => {
    const { plan } = await simulateScreen({ out, ...tiny });
    const before = await listing(out);
    assertEquals((await simulateScreen({ out, ...tiny })).drawn, 0);
    const { week, name } = plan.plates[0]!;
    await Deno.remove(`${out}/Week${week}/${name}/${plan.fields[0]!.files[1]}`);
    assertEquals((await simulateScreen({ out, ...tiny })).drawn, 1);
    assertEquals(await listing(out), before);
  });
});

Deno.test("simulateScreen() refuses a folder that holds a screen with other settings", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out, ...tiny });
    await assertRejects(
      () => simulateScreen({ out, ...tiny, seed: 2 }),
      InputError,
      "other settings",
    );
  });
});

Deno.test("simulateScreen() does not write over real data, nor into a file", async () => {
  await inFolder(async (out) => {
    await Deno.mkdir(out);
    await Deno.writeTextFile(`${out}/BBBC021_v1_image.csv`, "TableNumber\n");
    await assertRejects(() => simulateScreen({ out, ...tiny }), InputError, "not simulated");
    await assertRejects(
      () => simulateScreen({ out: `${out}/BBBC021_v1_image.csv`, ...tiny }),
      InputError,
      "a folder",
    );
  });
});

Deno.test("simulateScreen() takes the structures from the compound table of the project", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out, ...tiny, compounds: ["taxol", "AZ-A"] });
    const table = await Deno.readTextFile(`${projectRoot}data/compounds.csv`);
    const taxol = table.split(/\r?\n/).find((line) => line.startsWith("taxol,"))!.split(",")[2];
    const rows = await rowsOf(`${out}/BBBC021_v1_compound.csv`);
    assertEquals(rows.find(({ compound }) => compound === "taxol")?.smiles, taxol);
    assertEquals(rows.find(({ compound }) => compound === "AZ-A")?.smiles, "");
    assertEquals(rows.length, 3);
  });
});

Deno.test("simulateScreen() draws a screen of an older version anew, and keeps what is not its own", async () => {
  await inFolder(async (out) => {
    await simulateScreen({ out, ...tiny });
    const before = await listing(out);
    const path = `${out}/screen.json`;
    const description = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, description.replace(/"version": \d+/, '"version": 0'));
    await Deno.writeTextFile(`${out}/notes.txt`, "mine");
    const { fields, drawn } = await simulateScreen({ out, ...tiny });
    assertEquals(drawn, fields);
    const after = await listing(out);
    assert(after.delete("notes.txt"));
    assertEquals(after, before);
  });
});

Deno.test("simulateScreen() writes an index that reads back, with the stains of Cell Painting too", async () => {
  const out = await Deno.makeTempDir();
  try {
    await simulateScreen({ out, size: "small", stain: "cell-painting", compounds: ["taxol"] });
    const { channels, fields } = await readIndex(`${out}/index.csv`);
    assertEquals(channels, ["DNA", "ER", "RNA", "AGP", "Mito"]);
    const { metadata } = fields.find(({ metadata }) => metadata.Metadata_Compound === "taxol")!;
    assertEquals(metadata.Metadata_MoA, "Microtubule stabilizers");
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("simulateScreen() makes what a finished screen has lost, and nothing else", async () => {
  await inFolder(async (out) => {
    const options = { out, ...tiny, workers: 1, weeks: 1, compounds: ["taxol"] };
    const { plan } = await simulateScreen(options);
    const before = await listing(out);
    for (const name of ["index.csv", "truth/fields.csv", "BBBC021_v1_moa.csv"]) {
      await Deno.remove(`${out}/${name}`);
      assertEquals((await simulateScreen(options)).drawn, 0, name);
      assertEquals(await listing(out), before, name);
    }
    await Deno.truncate(`${out}/Week1/${plan.plates[0]!.name}/${plan.fields[0]!.files[1]}`, 0);
    assertEquals((await simulateScreen(options)).drawn, 1);
    assertEquals(await listing(out), before);
    await Deno.remove(`${out}/truth/cells.csv`);
    assertEquals((await simulateScreen(options)).drawn, plan.fields.length);
    assertEquals(await listing(out), before);
  });
});

Deno.test("simulateScreen() tidies up after a run that was killed, and lets another one work", async () => {
  await inFolder(async (out) => {
    const options = { out, ...tiny, workers: 1, weeks: 1, compounds: ["taxol"] };
    const { plan } = await simulateScreen(options);
    const before = await listing(out);
    // Killed after the description was written.
    await Deno.copyFile(`${out}/screen.json`, `${out}/screen.partial.json`);
    await Deno.mkdir(`${out}/truth/parts`);
    await Deno.writeTextFile(`${out}/truth/parts/a.csv`, "x");
    await simulateScreen(options);
    assertEquals(await listing(out), before);
    // Killed while files were written: these names are those of writeAtomic().
    const folder = `${out}/Week1/${plan.plates[0]!.name}`;
    const left = [
      `${folder}/${plan.fields[0]!.files[0]}`,
      `${out}/truth/cells.csv`,
      `${out}/index.csv`,
    ]
      .map((path) => `${path}.${crypto.randomUUID()}.partial`);
    for (const path of left) {
      await Deno.writeTextFile(path, "half");
      await Deno.utime(path, 1, 1);
    }
    const fresh = `${folder}/${plan.fields[1]!.files[0]}.${crypto.randomUUID()}.partial`;
    await Deno.writeTextFile(fresh, "in the making");
    await Deno.utime(fresh, 4e9, 4e9);
    await Deno.remove(`${out}/index.csv`);
    await simulateScreen(options);
    assert(await exists(fresh));
    await Deno.remove(fresh);
    assertEquals(await listing(out), before);
  });
});
