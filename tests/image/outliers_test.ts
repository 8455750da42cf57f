import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { type FieldFlags, flagFields, robustZ } from "../../lib/image/outliers.ts";
import type { ChannelQuality, FieldQuality } from "../../lib/image/quality.ts";

const random = new Random(4);
const channel = (changes: Partial<ChannelQuality> = {}): ChannelQuality => ({
  slope: -2 + random.normal(0, 0.05),
  laplacian: 100,
  mean: 1000 * Math.exp(random.normal(0, 0.1)),
  deviation: 300,
  background: 400,
  signal: 2000,
  maximum: 9000,
  atMaximum: 0,
  belowMaximum: 0.001,
  levels: 4000,
  ...changes,
});

function plate(name: string, fields: number, level = 0): FieldQuality[] {
  return Array.from({ length: fields }, (_, site) => ({
    where: { plate: name, well: "B02", site },
    channels: Object.fromEntries(
      ["DAPI", "Tubulin", "Actin"].map((stain) => {
        const one = channel();
        return [stain, { ...one, slope: one.slope + level }];
      }),
    ),
    objects: 40,
    covered: 0.2,
    largest: 3,
  }));
}

Deno.test("flagFields() finds the field that is blurred in every channel", () => {
  const fields = plate("P1", 40);
  for (const name of ["DAPI", "Tubulin", "Actin"]) fields[7]!.channels[name]!.slope = -3;
  const flagged = flagFields(fields);
  assertEquals(flagged.filter(({ flags }) => flags.length > 0).map(({ quality }) => quality), [
    fields[7]!,
  ]);
  assertEquals(flagged[7]!.flags, ["blurred"]);
});

Deno.test("flagFields() does not take one changed stain for a blurred field", () => {
  const fields = plate("P1", 40);
  fields[7]!.channels.Tubulin!.slope = -4;
  assertEquals(flagFields(fields)[7]!.flags, []);
});

Deno.test("flagFields() compares a field with its own plate only", () => {
  const fields = [...plate("P1", 20), ...plate("P2", 20, -1)];
  assert(flagFields(fields).every(({ flags }) => flags.length === 0));
});

Deno.test("flagFields() flags saturation and emptiness by fixed lines, also of a single field", () => {
  const [field] = plate("P1", 1);
  field!.channels.Actin!.maximum = 65535;
  field!.channels.Actin!.atMaximum = 0.02;
  field!.objects = 1;
  const [{ flags, saturatedChannels }] = flagFields([field!]) as [FieldFlags];
  assertEquals([flags, saturatedChannels], [["saturated", "empty"], ["Actin"]]);
});

Deno.test("flagFields() finds a channel cut off at 4,095 beside one that reaches 27,000, on any plate", () => {
  const fields = [...plate("P1", 4), ...plate("P2", 4)];
  for (const { channels } of fields) channels.Actin!.maximum = 27000;
  const cutOff = { maximum: 4095, atMaximum: 0.06, belowMaximum: 1e-5 };
  Object.assign(fields[5]!.channels.DAPI!, cutOff);
  const found = flagFields(fields).map(({ saturatedChannels }) => saturatedChannels);
  assertEquals(found, [[], [], [], [], [], ["DAPI"], [], []]);
  assertEquals(flagFields(fields, { ceilings: new Set([27000]) })[5]!.saturatedChannels, []);
});

Deno.test("flagFields() calls nothing an outlier among four fields", () => {
  const fields = plate("P1", 4);
  for (const name of ["DAPI", "Tubulin", "Actin"]) fields[0]!.channels[name]!.slope = -9;
  assertEquals(flagFields(fields)[0]!.flags, []);
});

Deno.test("flagFields() calls a field much brighter in all channels an exposure", () => {
  const fields = plate("P1", 40);
  for (const name of ["DAPI", "Tubulin", "Actin"]) fields[3]!.channels[name]!.mean = 4000;
  assertEquals(flagFields(fields)[3]!.flags, ["exposure"]);
});

Deno.test("flagFields() takes glare at ordinary brightness for debris", () => {
  const fields = plate("P1", 40);
  for (const field of fields) {
    for (const one of Object.values(field.channels)) one.signal *= Math.exp(random.normal(0, 0.1));
  }
  for (const one of Object.values(fields[3]!.channels)) one.signal = 9000;
  assertEquals(flagFields(fields)[3]!.flags, ["debris"]);
});

Deno.test("robustZ() is 0 when the plate's MAD is 0", () => {
  assertEquals(robustZ([3, 3, 3, 7]), [0, 0, 0, 0]);
});
