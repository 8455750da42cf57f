import { assertEquals } from "@std/assert";
import { TextLineStream } from "../../../lib/cli/bench/lines.ts";

Deno.test("TextLineStream joins pieces of a line and keeps empty ones", async () => {
  const stream = ReadableStream.from(["a", "b\n\nc", "\n"]).pipeThrough(new TextLineStream());
  assertEquals(await Array.fromAsync(stream), ["ab", "", "c"]);
});
