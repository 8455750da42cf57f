import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import type { Field } from "../../lib/image/field.ts";
import { openBackend } from "../../lib/learn/backend.ts";
import { cellpose, loadCellpose, readSizeModel } from "../../lib/learn/cellpose.ts";
import { readCheckpoint } from "../../lib/learn/checkpoint.ts";
import { type CellposeFixture, expected, fixture, unpack } from "./cellpose/fixture.ts";

const { tf } = await openBackend({ log: () => {} });
const files = { "tiny.pth": await fixture("tiny.pth"), "random.pth": await fixture("random.pth") };

type Case = CellposeFixture["cases"][number];

async function fieldOf({ width, height, image, channels }: Case): Promise<Field> {
  const pixels = new Uint8Array(await unpack(image)), size = width * height;
  const names = channels[1] === 0 ? ["cells"] : ["cells", "nuclei"];
  return {
    width,
    height,
    channels: names.map((name, i) => ({
      name,
      data: Uint16Array.from(pixels.subarray(i * size, (i + 1) * size)),
    })),
    pixelSize: NaN,
    where: { plate: "drawn", well: "A01", site: 1 },
  };
}

const optionsOf = ({ options, channels }: Case) => ({
  channels: channels[1] === 0 ? ["cells"] as const : ["cells", "nuclei"] as const,
  // Without a diameter, the package takes that of its training images: as large as the network's.
  diameter: options.diameter ?? 30,
  ...(options.flow_threshold === undefined ? {} : { flowThreshold: options.flow_threshold }),
  ...(options.cellprob_threshold === undefined
    ? {}
    : { cellprobThreshold: options.cellprob_threshold }),
  ...(options.min_size === undefined ? {} : { minSize: options.min_size }),
});

/** For each object of one side, its IoU with the best of the other. */
function overlaps(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const [inA, inB, both] = [new Map<number, number>(), new Map(), new Map<string, number>()];
  for (let i = 0; i < a.length; i++) {
    inA.set(a[i]!, (inA.get(a[i]!) ?? 0) + 1);
    inB.set(b[i]!, (inB.get(b[i]!) ?? 0) + 1);
    both.set(`${a[i]} ${b[i]}`, (both.get(`${a[i]} ${b[i]}`) ?? 0) + 1);
  }
  return [...inA.keys()].filter((label) => label > 0).map((label) =>
    Math.max(
      0,
      ...[...inB.keys()].filter((other) => other > 0).map((other) => {
        const shared = both.get(`${label} ${other}`) ?? 0;
        return shared / (inA.get(label)! + inB.get(other)! - shared);
      }),
    )
  );
}

for (const one of expected.cases) {
  Deno.test(`cellpose() gives the masks of the Python package: ${one.name}`, async () => {
    const net = loadCellpose(tf, files[one.checkpoint as keyof typeof files]);
    const found = await cellpose(tf, net, await fieldOf(one), optionsOf(one));
    net.dispose();
    const { width, height } = one, size = width * height;
    const across = Math.ceil(width / 3), down = Math.ceil(height / 3);
    const flows = new Int16Array(await unpack(one.flows));
    const inside = new Int16Array(await unpack(one.inside));
    for (let y = 0, i = 0; y < down; y++) {
      for (let x = 0; x < across; x++, i++) {
        const pixel = 3 * y * width + 3 * x;
        assertAlmostEquals(found.inside[pixel]!, inside[i]! / 16, 0.035);
        assertAlmostEquals(found.flows[pixel]!, flows[i]! / 16, 0.035);
        assertAlmostEquals(found.flows[size + pixel]!, flows[across * down + i]! / 16, 0.035);
      }
    }
    const masks = new Uint16Array(await unpack(one.masks));
    assertEquals(Math.max(...found.labels), Math.max(...masks));
    const lowest = Math.min(...overlaps(found.labels, masks), ...overlaps(masks, found.labels));
    assert(lowest >= 0.99, `lowest IoU ${lowest}`);
    found.style.forEach((value, i) => assertAlmostEquals(value, one.style[i]!, 1e-4));
  });
}

Deno.test("cellpose() estimates the diameter as the Python package does", async () => {
  const net = loadCellpose(tf, files["tiny.pth"]), field = await fieldOf(expected.cases[0]!);
  const channels = ["cells", "nuclei"] as const;
  const sizeModel = readSizeModel(readCheckpoint(await fixture("size_tiny.npy")));
  const { diameter } = await cellpose(tf, net, field, { channels, sizeModel });
  const off = Math.abs(diameter / expected.size.diameter - 1);
  assert(off < 0.03, `${diameter} instead of ${expected.size.diameter}`);
  const without = await cellpose(tf, net, field, { channels });
  assert(Math.abs(without.diameter / diameter - 1) < 0.15, `${without.diameter}, ${diameter}`);
  net.dispose();
});

Deno.test("cellpose() finds nothing in a constant field, and survives a single pixel", async () => {
  const net = loadCellpose(tf, files["tiny.pth"]);
  for (const [width, height, grey] of [[40, 30, 0], [40, 30, 65535], [1, 1, 7]] as const) {
    const field: Field = {
      width,
      height,
      channels: [{ name: "DNA", data: new Uint16Array(width * height).fill(grey) }],
      pixelSize: NaN,
      where: { plate: "empty", well: "A01", site: 1 },
    };
    const { labels } = await cellpose(tf, net, field);
    assertEquals(labels, new Int32Array(width * height));
  }
  net.dispose();
});

Deno.test("cellpose() refuses channels and diameters that make no sense", async () => {
  const net = loadCellpose(tf, files["tiny.pth"]), field = await fieldOf(expected.cases[0]!);
  const refused = async (options: Parameters<typeof cellpose>[3], message: string) => {
    await assertRejects(() => cellpose(tf, net, field, options), InputError, message);
  };
  await refused({ channels: ["Actin"] }, "Actin");
  await refused({ diameter: 0 }, "a diameter of 0");
  await refused({ diameter: NaN }, "a diameter of NaN");
  await refused({ channels: ["cells", "nuclei", "cells"] as never }, "at most 2");
  net.dispose();
});

Deno.test("loadCellpose() says which file is cut off, damaged, or not a network", async () => {
  const bytes = files["tiny.pth"];
  for (const part of [0, 10, 1000, bytes.length - 1]) {
    assertThrows(() => loadCellpose(tf, bytes.subarray(0, part), "cyto"), InputError, "cyto");
  }
  const sizes = await fixture("size_tiny.npy");
  assertThrows(() => loadCellpose(tf, sizes, "size.npy"), InputError, "Cellpose 1 to 3");
});
