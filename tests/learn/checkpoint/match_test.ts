import { assert, assertEquals, assertThrows } from "@std/assert";
import { matchTensors } from "../../../lib/learn/checkpoint/match.ts";

const tensor = (shape: number[], ...values: number[]) => ({
  kind: "float32" as const,
  shape,
  data: new Float32Array(values),
});
const wanted = new Map([["a", [2]], ["b", [1]]]);

Deno.test("tensors that fit are handed out, with the prefix of training on several cards or without", () => {
  const plain = matchTensors(
    new Map([["a", tensor([2], 1, 2)], ["module.b", tensor([1], 3)]]),
    wanted,
    { network: "net" },
  );
  assertEquals([...plain].map(([name, data]) => [name, ...data]), [["a", 1, 2], ["b", 3]]);
});

Deno.test("numbers of other kinds become floats", () => {
  const whole = { kind: "int64" as const, shape: [2], data: new BigInt64Array([4n, 5n]) };
  const found = matchTensors(new Map([["a", whole]]), new Map([["a", [2]]]), { network: "net" });
  assertEquals([...found.get("a")!], [4, 5]);
});

Deno.test("all that is wrong is in one error, however much it is", () => {
  const many = new Map(Array.from({ length: 300 }, (_, i) => [`w${i}`, [i + 1]] as const));
  const extra = new Map([["x", tensor([1], 1)], ["w0", tensor([2], 1, 1)]]);
  const error = assertThrows(() => matchTensors(extra, many, { network: "net", file: "f" }), Error);
  assert(
    error.message.startsWith('Cannot use the checkpoint as net: f: found "299 tensors missing'),
  );
  for (let i = 1; i < 300; i++) assert(error.message.includes(`w${i} [${i + 1}]`), `w${i}`);
  assert(error.message.includes("1 tensor of another shape: w0 [2] instead of [1]"));
  assert(error.message.includes("1 tensor not known: x [1]"));
});

Deno.test("what is to be ignored is no complaint, a number that is not finite is", () => {
  const given = new Map([["a", tensor([2], 1, NaN)], ["b", tensor([1], 3)], [
    "c.n",
    tensor([1], 0),
  ]]);
  const options = { network: "net", ignored: /\.n$/ };
  assertThrows(
    () => matchTensors(given, wanted, options),
    Error,
    "a number in a that is not finite",
  );
  given.set("a", tensor([2], 1, 2));
  assertEquals(matchTensors(given, wanted, options).size, 2);
});
