import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { drawnExamples, emptyExamples } from "../../../lib/cli/train/examples.ts";
import { medianDiameter } from "../../../lib/learn/nucleus/example.ts";

Deno.test("drawnExamples() gives fields of both stains with nuclei of the network's size", () => {
  const examples = drawnExamples(2, 501);
  assertEquals(examples.length, 2);
  for (const { labels, width, height } of examples) {
    assertAlmostEquals(medianDiameter(labels, width, height), 14, 0.5);
    assert(new Set(labels).size > 10);
  }
});

Deno.test("emptyExamples() are the same for the same seed, and differ among themselves", () => {
  const [a, b] = [emptyExamples(2, 4), emptyExamples(2, 4)];
  assertEquals(a, b);
  assert(a[0]!.pixels.some((value, i) => value !== a[1]!.pixels[i]));
  assert(a.every(({ flows }) => flows.every((flow) => flow === 0)));
});
