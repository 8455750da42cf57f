import { assertEquals } from "@std/assert";
import { type Block, carry, convolutionsOf } from "../../../../lib/learn/nets/inception_v3/step.ts";

const layer = (name: string) => ({
  kind: "convolution" as const,
  name,
  inputs: 1,
  outputs: 1,
  kernel: [1, 1] as const,
  stride: 1,
  padding: [0, 0] as const,
});

const block: Block = {
  name: "B",
  outputs: 4,
  branches: [[layer("a")], [layer("b"), { kind: "fork", tines: [layer("c"), layer("d")] }], [
    { kind: "mean" },
    layer("e"),
  ]],
};

Deno.test("a value goes through branches side by side and through steps in turn", () => {
  const said = carry(block, "x", {
    convolve: (x, { name }) => `${name}(${x})`,
    max: (x) => `max(${x})`,
    mean: (x) => `mean(${x})`,
    concat: (parts) => `[${parts.join(" ")}]`,
  });
  assertEquals(said, "[a(x) [c(b(x)) d(b(x))] e(mean(x))]");
});

Deno.test("convolutions are listed with those of forks, in order", () => {
  assertEquals(convolutionsOf(block).map(({ name }) => name), ["a", "b", "c", "d", "e"]);
});
