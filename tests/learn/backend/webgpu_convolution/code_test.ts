import { assertEquals, assertNotEquals } from "@std/assert";
import { blockFor } from "../../../../lib/learn/backend/webgpu_convolution/block.ts";
import { convolutionCode } from "../../../../lib/learn/backend/webgpu_convolution/code.ts";

const plain = {
  ...{ block: blockFor(1, 1), fourInputs: true, fourOutputs: true },
  ...{ bias: false, relu: false, back: false },
};

Deno.test("convolutionCode() has other code for each part of a variant", () => {
  const code = convolutionCode(plain);
  for (const part of ["fourInputs", "fourOutputs", "bias", "relu", "back"] as const) {
    assertNotEquals(convolutionCode({ ...plain, [part]: !plain[part] }), code, part);
  }
  assertNotEquals(convolutionCode({ ...plain, block: blockFor(1e6, 64) }), code);
});

Deno.test("convolutionCode() asks for a bias only where there is one", () => {
  assertEquals(/\bbias\[/.test(convolutionCode(plain)), false);
  assertEquals(/\bbias\[/.test(convolutionCode({ ...plain, bias: true })), true);
});
