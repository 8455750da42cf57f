import { assertEquals } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { runProgram } from "../../../lib/learn/backend/webgpu_program.ts";
import { noCard } from "./webgpu_agreement.ts";

Deno.test({
  name: "runProgram() gives a shader its inputs and its numbers in their order",
  ignore: noCard,
  fn: async () => {
    const { tf } = await openBackend({ backend: "webgpu", log: () => {} });
    const program = {
      variableNames: ["given"],
      variableComponents: [1],
      outputShape: [2, 3],
      workgroupSize: [64, 1, 1] as [number, number, number],
      dispatchLayout: { x: [0, 1] },
      dispatch: [1, 1, 1] as [number, number, number],
      shaderKey: "a test of runProgram",
      getUserCode: () => `
        fn main(index: i32) {
          if (index < 6) {
            result[index] = given[index] * f32(uniforms.times) + f32(uniforms.more);
          }
        }
      `,
    };
    const x = tf.tensor1d([1, 2, 3, 4, 5, 6]);
    const run = (times: number, more: number) => runProgram(tf, program, [x], { times, more });
    // The second run has the first one's shader.
    assertEquals([...await run(10, 1).data()], [11, 21, 31, 41, 51, 61]);
    assertEquals([...await run(1, 10).data()], [11, 12, 13, 14, 15, 16]);
  },
});
