import { assertEquals, assertNotEquals } from "@std/assert";
import { digestOf } from "../../lib/cli/digest.ts";

Deno.test("digestOf() is the SHA-256 of the JSON, and differs where that does", () => {
  // sha256sum of the two characters {}.
  const empty = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  assertEquals(digestOf({}), empty);
  assertNotEquals(digestOf({ a: 1 }), digestOf({ a: 2 }));
});
