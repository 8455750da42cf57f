import { assertEquals } from "@std/assert";
import { labelFile } from "../../lib/data/label_files.ts";
import { ownOutput } from "../../lib/data/own_output.ts";

const of = (name: string, ...beside: string[]) => ownOutput(name, new Set([name, ...beside]));

Deno.test("ownOutput() knows every folder of labels by the settings beside it, and no plate called so", () => {
  const where = { plate: "P", well: "B02", site: 1 };
  for (const compartment of ["nuclei", "cells", "cytoplasm"] as const) {
    const [name] = labelFile("", where, compartment).slice(1).split("/") as [string];
    assertEquals(of(name, "segment.json"), "files of labels that c2s segment wrote");
    assertEquals(of(name), undefined);
  }
  assertEquals(of("Week1_22057", "segment.json"), undefined);
});

Deno.test("ownOutput() knows the truth of a drawn screen, whole or not, and no other folder of that name", () => {
  assertEquals(of("truth", "screen.json"), "files of labels of a drawn screen");
  assertEquals(of("truth", "screen.partial.json"), "files of labels of a drawn screen");
  assertEquals([of("truth"), of("Week1", "screen.json")], [undefined, undefined]);
});

Deno.test("ownOutput() takes a PNG for a figure only where its PDF lies beside it", () => {
  assertEquals(of("B02_s1.png", "B02_s1.pdf"), "figures that c2s drew");
  assertEquals([of("B02_s1.png", "B02_s2.pdf"), of("B02_s1.tif", "B02_s1.pdf")], [
    undefined,
    undefined,
  ]);
});
