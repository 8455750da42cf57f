import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { channelOf, checkField, type Field, greyOf } from "../../lib/image/field.ts";

const field = (changes: Partial<Field> = {}): Field => ({
  width: 3,
  height: 2,
  channels: [{ name: "DAPI", data: new Uint16Array(6) }, {
    name: "Actin",
    data: new Uint16Array(6),
  }],
  pixelSize: 0.65,
  where: { plate: "P1", well: "A01", site: 1 },
  ...changes,
});

Deno.test("checkField() hands back a good field, also without a known pixel size", () => {
  const good = field({ pixelSize: NaN });
  assertEquals(checkField(good), good);
});

Deno.test("checkField() names the channel whose size differs, with both sizes", () => {
  const channels = [...field().channels, { name: "Tubulin", data: new Uint16Array(5) }];
  assertThrows(
    () => checkField(field({ channels })),
    InputError,
    "plate P1, well A01, site 1: channel Tubulin has another size: " +
      'found "5 pixels", allowed: 6 (3 × 2)',
  );
});

Deno.test("checkField() refuses a name used twice, no channels, a bad size, a bad pixel size", () => {
  const [first] = field().channels;
  const channels = [first!, first!];
  assertThrows(() => checkField(field({ channels })), InputError, "two channels have one name");
  assertThrows(() => checkField(field({ channels: [] })), InputError, "no channels");
  assertThrows(() => checkField(field({ width: 1.5 })), InputError, "1.5 × 2");
  assertThrows(() => checkField(field({ pixelSize: 0 })), InputError, "above 0 µm");
});

Deno.test("channelOf() lists the channels there are when one is missing", () => {
  assertThrows(() => channelOf(field(), "ER"), InputError, 'found "ER", allowed: DAPI, Actin');
});

Deno.test("greyOf() gives a channel with the size of its field, and names those there are", () => {
  const data = new Uint16Array([1, 2]), channels = [{ name: "DAPI", data }];
  const where = { plate: "P1", well: "B02", site: 1 };
  const small = { width: 2, height: 1, channels, pixelSize: NaN, where };
  assertEquals(greyOf(small, "DAPI"), { width: 2, height: 1, data });
  assertThrows(() => greyOf(small, "ER"), InputError, "allowed: DAPI");
});
