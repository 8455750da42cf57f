import { assertEquals } from "@std/assert";
import { Message } from "../../../lib/learn/onnx/protobuf.ts";

// The examples of the Protocol Buffers encoding guide.
Deno.test("numbers, texts and messages are written as the format's guide shows", () => {
  assertEquals([...new Message().integer(1, 150).bytes()], [0x08, 0x96, 0x01]);
  const text = new Message().string(2, "testing").bytes();
  assertEquals([...text], [0x12, 7, ...new TextEncoder().encode("testing")]);
  const inner = new Message().integer(1, 150);
  assertEquals([...new Message().message(3, inner).bytes()], [0x1a, 3, 0x08, 0x96, 0x01]);
});

Deno.test("a number below 0 takes ten bytes, one of 32 bits four", () => {
  const minus = new Message().integer(1, -2).bytes();
  assertEquals([...minus], [0x08, 0xfe, ...new Array(8).fill(0xff), 1]);
  assertEquals([...new Message().float(1, 1).bytes()], [0x0d, 0, 0, 0x80, 0x3f]);
});

Deno.test("a field of a high number and long bytes have long heads", () => {
  const message = new Message().raw(20, new Uint8Array(300));
  assertEquals([...message.bytes().subarray(0, 4)], [0xa2, 0x01, 0xac, 0x02]);
  assertEquals(message.length, 304);
});
