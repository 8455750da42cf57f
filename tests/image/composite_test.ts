import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { channelColours, composite } from "../../lib/image/composite.ts";
import type { Field } from "../../lib/image/field.ts";

const field = (channels: number): Field => ({
  width: 2,
  height: 1,
  channels: Array.from({ length: channels }, (_, i) => ({
    name: `C${i}`,
    data: new Uint16Array([0, 1000]),
  })),
  pixelSize: 0.65,
  where: { plate: "P1", well: "A01", site: 1 },
});

Deno.test("composite() takes cyan, magenta, yellow by default and stops at 255", () => {
  const { data } = composite(field(3));
  assertEquals([...data.slice(0, 4)], [0, 0, 0, 255]);
  assertEquals([...data.slice(4)], [255, 255, 255, 255]);
  assertEquals([...composite(field(1)).data.slice(4, 7)], [...channelColours.cyan]);
});

Deno.test("composite() shows half brightness for a value half way between the limits", () => {
  const limits = { low: 0, high: 2000 };
  const { data } = composite(field(1), [{ channel: "C0", colour: [200, 100, 0], limits }]);
  assertEquals([...data.slice(4)], [100, 50, 0, 255]);
});

Deno.test("composite() refuses a sixth channel without a colour and a channel that is not there", () => {
  assertThrows(() => composite(field(6)), InputError, 'found "6 channels"');
  assertThrows(() => composite(field(1), [{ channel: "ER" }]), InputError, "allowed: C0");
});
