import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { parseImageName } from "../../../lib/data/cpjump1/image_name.ts";

Deno.test("parseImageName() reads row, column, well, site, plane and channel", () => {
  assertEquals(parseImageName("DMSO/r04c14f05p01-ch3sk1fk1fl1.tiff"), {
    row: 4,
    column: 14,
    well: "D14",
    site: 5,
    plane: 1,
    channelNumber: 3,
    channel: "RNA",
  });
});

Deno.test("parseImageName() names the five stains and the three brightfield planes", () => {
  const channels = [1, 2, 3, 4, 5, 6, 7, 8].map((number) =>
    parseImageName(`r16c24f16p01-ch${number}sk1fk1fl1.tiff`).channel
  );
  assertEquals(channels.slice(0, 5), ["Mito", "AGP", "RNA", "ER", "DNA"]);
  assertEquals(channels.slice(5), ["Brightfield1", "Brightfield2", "Brightfield3"]);
});

Deno.test("parseImageName() refuses places that a 384-well plate does not have and other names", () => {
  for (
    const name of [
      "r17c01f01p01-ch1sk1fk1fl1.tiff",
      "r00c01f01p01-ch1sk1fk1fl1.tiff",
      "r01c25f01p01-ch1sk1fk1fl1.tiff",
      "r01c01f00p01-ch1sk1fk1fl1.tiff",
      "r01c01f01p01-ch9sk1fk1fl1.tiff",
      "r01c01f01p01-ch1sk1fk1fl1.tiff.partial",
      "xr01c01f01p01-ch1sk1fk1fl1.tiff",
      "illum.tiff",
    ]
  ) {
    assertThrows(() => parseImageName(name), InputError, JSON.stringify(name));
  }
});
