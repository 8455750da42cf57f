import { assertEquals } from "@std/assert";
import { TextLineStream } from "../../../lib/cli/story/lines.ts";

Deno.test("TextLineStream joins what is cut in the middle of a line or of a letter", async () => {
  const bytes = new TextEncoder().encode("first µm\n\nsecond\nlast");
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  const lines = await Array.fromAsync(
    ReadableStream.from(chunks).pipeThrough(new TextLineStream()),
  );
  assertEquals(lines, ["first µm", "second", "last"]);
});
