import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readModel } from "../../lib/data/models.ts";
import { drawField, planScreen } from "../../lib/data/simulate.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import {
  decodeNetwork,
  encodeNetwork,
  openNucleusFinder,
} from "../../lib/learn/nucleus_network.ts";
import { evaluateLabels } from "../../lib/segment/evaluate.ts";
import { discs } from "./discs.ts";
import { randomNetwork as random } from "./nucleus/random_network.ts";

const { tf } = await openBackend({ log: () => {} });
const { bytes, file } = await readModel("nucleus");

Deno.test("a network is the same after saving and loading", async () => {
  const { image } = discs(40, 32, 3, 6, 1);
  const loaded = decodeNetwork(encodeNetwork(random));
  assertEquals(loaded, random);
  const [a, b] = [openNucleusFinder(tf, random), openNucleusFinder(tf, loaded)];
  assertEquals(await a.look(image, { diameter: 12 }), await b.look(image, { diameter: 12 }));
  a.dispose();
  b.dispose();
});

Deno.test("the weights that are shipped find the nuclei of a virtual field never learned", async () => {
  const before = tf.memory().numTensors;
  const finder = openNucleusFinder(tf, decodeNetwork(bytes, file));
  const plan = planScreen({ size: "small", width: 320, height: 320, effect: 0, seed: 77 });
  const index = plan.fields.findIndex(({ defect }) => defect === "none");
  const { field, nuclei, truth } = drawField(plan, index);
  const image = { width: 320, height: 320, data: field.channels[0]!.data };
  const { labels, diameter } = await finder.find(image);
  const [level] = evaluateLabels(Int32Array.from(nuclei), labels).levels;
  console.log(
    `  ${truth.length} cells, F1 ${level?.f1.toFixed(3)}, diameter ${diameter.toFixed(1)}`,
  );
  assert((level?.f1 ?? 0) > 0.85, `${JSON.stringify(level)}`);
  finder.dispose();
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("the weights that are shipped find discs of many sizes, and no object in noise", async () => {
  const finder = openNucleusFinder(tf, decodeNetwork(bytes, file));
  for (const radius of [5, 9, 24]) {
    const side = 16 * radius;
    const { image, labels } = discs(side, side, 12, radius, radius);
    const found = await finder.find(image);
    const [level] = evaluateLabels(labels, found.labels).levels;
    assert((level?.f1 ?? 0) > 0.9, `radius ${radius}: ${JSON.stringify(level)}`);
    assertAlmostEquals(found.diameter, 2 * radius, 0.5 * radius);
  }
  const { image } = discs(128, 128, 0, 9, 1);
  assertEquals(Math.max(...(await finder.find(image)).labels), 0);
  finder.dispose();
});

Deno.test("the weights that are shipped find the one nucleus of a field without noise", async () => {
  const finder = openNucleusFinder(tf, decodeNetwork(bytes, file));
  const side = 384,
    disc = Int32Array.from({ length: side * side }, (_, i) => {
      return Math.hypot(i % side - 150, Math.floor(i / side) - 200) <= 8 ? 1 : 0;
    });
  for (const light of [1, 40000]) {
    const data = Uint16Array.from(disc, (inside) => light * inside);
    const { labels } = await finder.find({ width: side, height: side, data });
    assertEquals(new Set(labels), new Set([0, 1]), `${light}`);
    const [level] = evaluateLabels(disc, labels).levels;
    assertEquals(level?.f1, 1, `${light}`);
  }
  finder.dispose();
});

Deno.test("find() gives nothing for black, white and tiny images, and refuses diameter 0", async () => {
  const finder = openNucleusFinder(tf, decodeNetwork(bytes, file));
  for (const [width, height, value] of [[64, 48, 0], [50, 50, 65535], [1, 1, 7], [1, 90, 3]]) {
    const image = { width: width!, height: height!, data: new Uint16Array(width! * height!) };
    image.data.fill(value!);
    const { labels } = await finder.find(image);
    assertEquals(labels, new Int32Array(width! * height!));
  }
  const { image } = discs(32, 32, 1, 6, 1);
  await assertRejects(() => finder.find(image, { diameter: 0 }), InputError, "above 0");
  finder.dispose();
});
