import { assertEquals, assertRejects } from "@std/assert";
import {
  type CompartmentSource,
  type FieldCompartments,
  neededFor,
  readCompartments,
} from "../../../lib/cli/measure/read_compartments.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { type Compartment, labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { inFolder } from "../../data/folder.ts";

const field = { plate: "P1", well: "A01", site: 2 }, size = { width: 8, height: 1 };
const given = (...names: Compartment[]) => names.map((name) => ({ name, derived: false }));

/** Reads label images of one row of pixels. */
async function read(
  images: Partial<Record<Compartment, number[]>>,
  more: Partial<CompartmentSource> = {},
) {
  const found: FieldCompartments[] = [];
  await inFolder(async (labels) => {
    for (const [name, values] of Object.entries(images)) {
      const image = { ...size, labels: Int32Array.from(values) };
      await writeLabels(labelFile(labels, field, name as Compartment), image);
    }
    const compartments = given(...Object.keys(images) as Compartment[]);
    found.push(await readCompartments({ field, labels, compartments, ...more }, size));
  });
  return found[0]!;
}

const cells = [1, 1, 1, 2, 2, 2, 0, 0];

Deno.test("readCompartments() takes equal numbers for one cell, and makes the cytoplasm that has no image", async () => {
  const nuclei = [0, 1, 0, 0, 2, 0, 0, 0];
  const compartments = [...given("nuclei", "cells"), { name: "cytoplasm" as const, derived: true }];
  assertEquals(await read({ nuclei, cells }, { compartments }), {
    compartments: [
      { name: "nuclei", labels: Int32Array.from(nuclei) },
      { name: "cells", labels: Int32Array.from(cells) },
      { name: "cytoplasm", labels: Int32Array.of(1, 0, 1, 2, 0, 2, 0, 0) },
    ],
  });
});

Deno.test("readCompartments() names field, numbers and way out where parts of cells are numbered apart", async () => {
  const nuclei = [0, 2, 0, 0, 1, 0, 5, 0];
  const away = "2 of 3 nuclei outside the cell of their number, number 1 first";
  const { message } = await assertRejects(() => read({ nuclei, cells }), InputError, away);
  assertEquals(/plate P1, well A01, site 2: nuclei and cells .*--join overlap/.test(message), true);
  const cytoplasm = [0, 0, 0, 1, 0, 1, 0, 0];
  await assertRejects(() => read({ cytoplasm, cells }), InputError, "cytoplasm and cells");
  // One of them alone is measured under its own numbers.
  assertEquals((await read({ nuclei })).compartments.length, 1);
});

Deno.test("readCompartments() by overlap gives cells the numbers of their nuclei, and counts", async () => {
  const nuclei = [0, 4, 0, 0, 0, 0, 9, 0], join = "overlap" as const;
  const { compartments, matched } = await read({ nuclei, cells }, { join });
  assertEquals(compartments[1]?.labels, Int32Array.of(4, 4, 4, 0, 0, 0, 9, 0));
  assertEquals(matched, { divided: 0, empty: 1, bare: 1 });
});

Deno.test("readCompartments() by overlap leaves our own numbers as they are", async () => {
  const nuclei = [0, 1, 0, 0, 2, 0, 0, 0];
  const { compartments } = await read({ nuclei, cells }, { join: "overlap" });
  assertEquals(compartments, (await read({ nuclei, cells })).compartments);
});

Deno.test("readCompartments() names the file that has another size than the field", async () => {
  await inFolder(async (labels) => {
    const file = labelFile(labels, field, "nuclei");
    await writeLabels(file, { width: 2, height: 1, labels: new Int32Array(2) });
    const reading = () => readCompartments({ field, labels, compartments: given("nuclei") }, size);
    await assertRejects(reading, InputError, `${file}: found "2 × 1 labels", allowed: 8 × 1`);
  });
});

Deno.test("neededFor() reads what is measured, and what it is made of or joined by", () => {
  assertEquals([...neededFor(given("nuclei"))], ["nuclei"]);
  assertEquals([...neededFor(given("nuclei"), "overlap")], ["cells", "nuclei"]);
});
