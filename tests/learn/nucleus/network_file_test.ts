import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { decodeNetwork, encodeNetwork } from "../../../lib/learn/nucleus/network_file.ts";
import { randomNetwork as random } from "./random_network.ts";

Deno.test("a network's file gives back what was put in, weights to 16 bits", () => {
  assertEquals(decodeNetwork(encodeNetwork(random)), random);
  const taught = { ...random, withValidation: true as const, images: ["a b", 'c"', "ü"] };
  assertEquals(decodeNetwork(encodeNetwork(taught)), taught);
  const fine = { ...random, weights: random.weights.map((weight) => weight + 1e-6) };
  const expected = { ...fine, weights: fine.weights.map(Math.f16round) };
  assertEquals(decodeNetwork(encodeNetwork(fine)), expected);
});

Deno.test("decodeNetwork() refuses other files and says what is missing", () => {
  const text = new TextDecoder("latin1").decode(encodeNetwork(random));
  const changed = (from: string, to: string) =>
    Uint8Array.from(text.replace(from, to), (letter) => letter.charCodeAt(0));
  const taught = encodeNetwork({ ...random, images: ["plane"] });
  const broken = taught.map((byte) => byte === "p".charCodeAt(0) ? "]".charCodeAt(0) : byte);
  assertThrows(() => decodeNetwork(broken), InputError);
  assertThrows(() => decodeNetwork(changed("network 2", "network 9")), InputError, "network 9");
  assertThrows(() => decodeNetwork(changed('"-0.5"', '"none"')), InputError, "threshold");
  assertThrows(() => decodeNetwork(changed('"fold":"3"', '"felt":"3"')), InputError, "column fold");
  assertThrows(
    () => decodeNetwork(changed('"base":"2"', '"base":"3"'), "w.bin"),
    InputError,
    "w.bin: found",
  );
});
