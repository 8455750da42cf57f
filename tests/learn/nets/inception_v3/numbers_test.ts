import { assert, assertEquals, assertThrows } from "@std/assert";
import { inceptionNames } from "../../../../lib/learn/nets/inception_v3.ts";
import { inceptionNumbers } from "../../../../lib/learn/nets/inception_v3/numbers.ts";
import { weight } from "../formula.ts";

const names = [...inceptionNames({ classes: 5, auxiliary: true })];
const given = new Map(names.map(([name, shape]) => [name, weight(name, shape)]));

Deno.test("every tensor that is missing, not known, or of another shape is named in one error", () => {
  const wrong = new Map(given);
  for (const name of ["fc.weight", "Mixed_5b.branch1x1.bn.bias"]) wrong.delete(name);
  wrong.set("layer1.0.conv1.weight", weight("x", [2, 2]));
  wrong.set("Mixed_7c.branch1x1.bn.num_batches_tracked", weight("x", [1]));
  wrong.set("Mixed_6a.branch3x3.bn.bias", weight("x", [3]));
  const error = assertThrows(() => inceptionNumbers(wrong, "my.pth"), Error);
  const said = [
    "my.pth",
    "2 tensors missing: Mixed_5b.branch1x1.bn.bias [64], fc.weight [5,2048]",
    "1 tensor of another shape: Mixed_6a.branch3x3.bn.bias [3] instead of [384]",
    "1 tensor not known: layer1.0.conv1.weight [2,2]",
  ];
  for (const words of said) assert(error.message.includes(words), error.message);
});

Deno.test("classes and auxiliary head are read from the tensors, whatever several cards put before names", () => {
  const parallel = new Map([...given].map(([name, tensor]) => [`module.${name}`, tensor]));
  assertEquals(inceptionNumbers(parallel).shape, { classes: 5, auxiliary: true });
  const without = new Map([...given].filter(([name]) => !name.startsWith("AuxLogits.")));
  const { shape, numbers } = inceptionNumbers(without);
  assertEquals([shape, numbers.size], [{ classes: 5, auxiliary: false }, names.length - 12]);
});
