import { inflateSync } from "node:zlib";
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { type Family, familyFeatures } from "../../lib/segment/measure/family.ts";
import { measureField } from "../../lib/segment/measure.ts";

interface Reference {
  width: number;
  height: number;
  labels: string;
  channels: Record<string, string>;
}

type Values = Record<string, (number | null)[]>;

const reference = JSON.parse(
  await Deno.readTextFile(new URL("./fixtures/measure.json", import.meta.url)),
) as Reference & Record<Family, Values>;

/** Numbers of 16 bits, as the scripts beside the references pack them. */
export function words(text: string): Uint16Array {
  const bytes = inflateSync(Buffer.from(text, "base64"));
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2).slice();
}

const { width, height } = reference;

/** Twelve objects and two channels, see make_measure.py. */
export const drawn = {
  field: {
    width,
    height,
    channels: Object.entries(reference.channels).map(([name, text]) => ({
      name,
      data: words(text),
    })),
    pixelSize: NaN,
    where: { plate: "P", well: "A01", site: 1 },
  },
  labels: Int32Array.from(words(reference.labels)),
};

/** What the reference says about a family: values of every object by name, null where undefined. */
export function expected(family: Family): Values {
  return reference[family];
}

/** One family of the drawn objects: values of every object, by name. */
export function measured(family: Family): Record<string, number[]> {
  const { features, values } = measureField(
    drawn.field,
    [{ name: "Nuclei", labels: drawn.labels }],
    { families: [family] },
  );
  const names = familyFeatures(family, drawn.field.channels.map(({ name }) => name));
  assertEquals(features, names.map((name) => `Nuclei_${name}`));
  return Object.fromEntries(names.map((name, at) => [
    name,
    Array.from({ length: 12 }, (_, row) => values[row * names.length + at] as number),
  ]));
}

/** Checks values against the reference, to `tolerance` of their size; undefined ones must be NaN. */
export function assertClose(
  found: Record<string, number[]>,
  wanted: Values,
  { prefix = "", tolerance = 1e-6, except = [] as readonly number[] } = {},
): void {
  const wrong: string[] = [];
  for (const [name, values] of Object.entries(wanted)) {
    const mine = found[prefix + name];
    assert(mine !== undefined, `${prefix + name} is not measured`);
    for (const [object, value] of values.entries()) {
      if (except.includes(object + 1)) continue;
      const got = mine[object] as number;
      const near = Math.abs(got - (value ?? NaN)) <= tolerance * Math.max(1, Math.abs(value ?? 0));
      if (value === null ? !Number.isNaN(got) : !near) {
        wrong.push(`${name} of object ${object + 1}: ${got}, reference ${value}`);
      }
    }
  }
  assertEquals(wrong, []);
}
