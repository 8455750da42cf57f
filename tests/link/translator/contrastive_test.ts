import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { contrastive, contrastiveLosses } from "../../../lib/link/translator/contrastive.ts";
import cases from "../fixtures/contrastive.json" with { type: "json" };

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

for (const [number, { compounds, outputs, ...losses }] of cases.entries()) {
  for (const kind of contrastiveLosses) {
    Deno.test(`contrastive("${kind}") has PyTorch's value and gradient, batch ${number + 1}`, () => {
      const at = tf.tensor3d(outputs, [compounds.length, 2, 4]);
      const targets = tf.tensor1d(compounds, "int32");
      const loss = contrastive(kind);
      const { value, grad } = tf.valueAndGrad((x) => loss(tf, x, targets))(at);
      assertAlmostEquals(value.dataSync()[0]!, losses[kind].value, 1e-5);
      const found = grad.dataSync();
      assertEquals(found.length, losses[kind].gradient.length);
      losses[kind].gradient.forEach((one, i) => assertAlmostEquals(found[i]!, one, 1e-5));
      tf.dispose([at, targets, value, grad]);
    });
  }
}

Deno.test("contrastive() does not let a row push away another row of its compound", () => {
  // Rows 0 and 1 are one compound, and equal: only row 2 is a negative, and it is far.
  const outputs = tf.tensor3d([[[9, 0], [1, 0]], [[9, 0], [1, 0]], [[-9, 0], [-1, 0]]]);
  const value = (compounds: number[]) =>
    contrastive("InfoNCE")(tf, outputs, tf.tensor1d(compounds, "int32")).dataSync()[0]!;
  assertAlmostEquals(value([0, 0, 1]), 0, 1e-6);
  assert(value([0, 2, 1]) > 0.4);
});
