import { assertEquals } from "@std/assert";
import { modelChannels } from "../../lib/learn/model_channels.ts";

Deno.test("modelChannels() reads names, and of files of old the number alone", () => {
  assertEquals(modelChannels({ channels: ["DAPI"], side: 64 }), { count: 1, names: ["DAPI"] });
  assertEquals(modelChannels({ channels: 5 }), { count: 5 });
  assertEquals(modelChannels({ channels: [] }), { count: 0, names: [] });
});

Deno.test("modelChannels() knows no number where a file does not say it", () => {
  for (const settings of [{}, { channels: null }, { channels: "DAPI" }]) {
    assertEquals(modelChannels(settings), { count: NaN });
  }
});
