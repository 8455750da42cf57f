import { assertEquals, assertThrows } from "@std/assert";
import { openBackend } from "../../../lib/learn/backend.ts";
import { onProcessor, operation } from "../../../lib/learn/backend/native.ts";

const { tf } = await openBackend({ log: () => {} });
const ignore = !onProcessor(tf);

Deno.test({
  name: "operation() runs what TensorFlow.js lacks, with every kind of setting",
  ignore,
  fn: () => {
    const before = tf.memory().numTensors;
    const found = tf.tidy(() => {
      const maps = tf.tensor4d([1, 5, 2, 3], [1, 2, 2, 1]);
      const [largest, place] = operation(tf, "MaxPoolWithArgmax", [maps], {
        T: { type: "float32" },
        Targmax: { type: "int32" },
        ksize: [1, 2, 2, 1],
        strides: [1, 2, 2, 1],
        padding: "VALID",
        include_batch_in_index: false,
      }, 2);
      const [empty] = operation(tf, "Empty", [tf.tensor1d([2, 3], "int32")], {
        dtype: { type: "int32" },
        init: true,
      });
      return [largest!, place!, empty!].map((one) => [...one.dataSync()]);
    });
    assertEquals(found, [[5], [1], [0, 0, 0, 0, 0, 0]]);
    assertEquals(tf.memory().numTensors, before);
  },
});

Deno.test({
  name: "operation() passes on numbers of 64 bits without a word on the console",
  ignore,
  fn: () => {
    const said: unknown[] = [], { warn } = console;
    console.warn = (...all) => said.push(...all);
    try {
      const back = tf.tidy(() => {
        const wide = { type: "int64" } as const, small = { type: "int32" } as const;
        const [long] = operation(tf, "Cast", [tf.tensor1d([7], "int32")], {
          SrcT: small,
          DstT: wide,
        });
        return operation(tf, "Cast", [long!], { SrcT: wide, DstT: small })[0]!.dataSync();
      });
      assertEquals([[...back], said], [[7], []]);
    } finally {
      console.warn = warn;
    }
  },
});

Deno.test({
  name: "operation() throws TensorFlow's words for what it does not know",
  ignore,
  fn: () => {
    assertThrows(() => operation(tf, "NoSuchOperation", [], {}), Error, "NoSuchOperation");
  },
});

Deno.test("onProcessor() says no on another backend", async () => {
  const other = await openBackend({ backend: "cpu", log: () => {} });
  assertEquals(onProcessor(other.tf), false);
});
