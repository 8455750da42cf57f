import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { flowErrors, followFlows, labelsToFlows } from "../../lib/segment/flows.ts";

interface Case {
  name: string;
  width: number;
  height: number;
  options: { min_size?: number; flow_threshold?: number };
  labels: string;
  unit: string;
  flows: string;
  inside: string;
  unfiltered: string;
  masks: string;
  errors: number[];
}

const cases: Case[] = JSON.parse(
  await Deno.readTextFile(new URL("./fixtures/flows.json", import.meta.url)),
);

async function bytes(text: string): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return await new Response(unpacked).arrayBuffer();
}

const whole = async (text: string) => Int32Array.from(new Uint16Array(await bytes(text)));
const small = async (text: string, divisor: number) =>
  Float32Array.from(new Int8Array(await bytes(text)), (value) => value / divisor);

/** The lowest IoU of an object of either side with the best of the other; 1 where there is none. */
function worstMatch(a: Int32Array, b: Int32Array): number {
  const areas = (labels: Int32Array) => {
    const found = new Map<number, number>();
    for (const label of labels) if (label > 0) found.set(label, (found.get(label) ?? 0) + 1);
    return found;
  };
  const inA = areas(a), inB = areas(b);
  const shared = new Map<string, number>();
  a.forEach((label, i) => {
    const key = `${label},${b[i]}`;
    shared.set(key, (shared.get(key) ?? 0) + 1);
  });
  const best = (one: Map<number, number>, other: Map<number, number>, swap: boolean) =>
    [...one].map(([label, area]) =>
      Math.max(
        0,
        ...[...other].map(([name, size]) => {
          const both = shared.get(swap ? `${name},${label}` : `${label},${name}`) ?? 0;
          return both / (area + size - both);
        }),
      )
    );
  return Math.min(1, ...best(inA, inB, false), ...best(inB, inA, true));
}

let removed = 0;
for (const { name, width, height, options, ...data } of cases) {
  const predicted = await small(data.flows, 20), inside = await small(data.inside, 20);
  const masks = await whole(data.masks);

  Deno.test(`labelsToFlows() equals the Python package: ${name}`, async () => {
    const flows = labelsToFlows(await whole(data.labels), width, height);
    const expected = await small(data.unit, 127);
    const off = flows.reduce((most, flow, i) => Math.max(most, Math.abs(flow - expected[i]!)), 0);
    assert(off <= 0.5 / 127 + 1e-6, `largest difference ${off}`);
  });

  Deno.test(`followFlows() gives the masks of the Python package: ${name}`, () => {
    const found = followFlows(predicted, inside, width, height, {
      ...(options.min_size === undefined ? {} : { smallest: options.min_size }),
      ...(options.flow_threshold === undefined ? {} : { flowError: options.flow_threshold }),
    });
    assertEquals(Math.max(...found), Math.max(...masks));
    assert(worstMatch(found, masks) >= 0.99, `IoU ${worstMatch(found, masks)}`);
  });

  Deno.test(`flowErrors() equals the Python package: ${name}`, async () => {
    const unit = predicted.map((flow) => flow / 5);
    const errors = flowErrors(await whole(data.unfiltered), unit, width, height);
    assertEquals(errors.size, data.errors.length);
    data.errors.forEach((error, i) => assertAlmostEquals(errors.get(i + 1)!, error, 1e-5));
  });

  if (data.errors.length > Math.max(...masks)) removed++;
}

Deno.test("the fixtures hold objects that the filters remove", () => {
  assert(removed >= 2, `only ${removed} cases`);
});

Deno.test("followFlows() finds nothing where nothing is above the threshold", () => {
  const found = followFlows(new Float32Array(50), new Float32Array(25).fill(-1), 5, 5);
  assertEquals(found, new Int32Array(25));
  assertEquals(followFlows(new Float32Array(2), new Float32Array([9]), 1, 1), new Int32Array(1));
});

Deno.test("followFlows() takes objects at the edges whole", () => {
  const labels = new Int32Array(40 * 40);
  for (let i = 0; i < 1600; i++) labels[i] = (i % 40 < 12 && i < 480) ? 1 : 0;
  for (let i = 0; i < 1600; i++) if (i % 40 > 28 && i >= 1120) labels[i] = 2;
  const flows = labelsToFlows(labels, 40, 40);
  assertEquals(followFlows(flows, Float32Array.from(labels), 40, 40, { flowScale: 1 }), labels);
});

Deno.test("followFlows() refuses arrays that do not fit to the size", () => {
  assertThrows(
    () => followFlows(new Float32Array(8), new Float32Array(4), 3, 2),
    RangeError,
    "found 8 and 4",
  );
});
