import { assertEquals } from "@std/assert";
import { findChannel } from "../../lib/data/channel_name.ts";

Deno.test("findChannel() takes the exact name before one that is written in another way", () => {
  assertEquals(findChannel(["w1", "1"], "1"), "1");
  assertEquals(findChannel(["dapi", "DAPI"], "DAPI"), "DAPI");
});

Deno.test("findChannel() reads numbers as names of files have them", () => {
  for (const asked of ["1", "01", "w1", "W01", "ch1", "c1", "d1", " 1 "]) {
    assertEquals(findChannel(["1", "2", "11"], asked), "1", asked);
  }
  assertEquals(findChannel(["ch1", "ch2"], "2"), "ch2");
});

Deno.test("findChannel() does not guess between two, nor at a part of a name", () => {
  assertEquals(findChannel(["w1", "ch1"], "1"), undefined);
  assertEquals(findChannel(["DAPI", "Actin"], "DAP"), undefined);
  assertEquals(findChannel([], "1"), undefined);
});
