import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";

Deno.test("Broken keeps what was found, what is allowed and what can be done apart", () => {
  const error = new Broken("3 bytes", "4 bytes", "Copy it again");
  assertEquals([error.found, error.allowed, error.hint], ["3 bytes", "4 bytes", "Copy it again"]);
  assertEquals([error.name, error.message], ["Broken", "3 bytes"]);
  assertEquals([new Broken("x").allowed, new Broken("x").hint], [undefined, undefined]);
});

Deno.test("Broken becomes an error of the user's that names file and byte", () => {
  // PROTO 2, then a text of 200 letters of which three are there.
  const bytes = Uint8Array.of(0x80, 2, 0x58, 200, 0, 0, 0, 0x61, 0x62, 0x63);
  const error = assertThrows(() => readCheckpoint(bytes, { file: "net.pt" }), InputError);
  assertEquals(
    error.message,
    'Cannot read the checkpoint: net.pt: found "a file that ends at byte 10, before its content ' +
      'does". If it was downloaded or copied, do that again',
  );
});
