import { assertEquals, assertThrows } from "@std/assert";
import { quietly } from "../../../lib/learn/backend/quietly.ts";

const library = new URL("../../../lib/learn/backend/quietly.ts", import.meta.url).href;

Deno.test({
  name: "quietly() silences standard error during the call alone",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const code = `import { quietly } from "${library}";
      const say = (text) => Deno.stderr.writeSync(new TextEncoder().encode(text));
      say("before "); quietly(() => say("during ")); say("after");`;
    const { stderr } = await new Deno.Command(Deno.execPath(), { args: ["eval", "-q", code] })
      .output();
    assertEquals(new TextDecoder().decode(stderr), "before after");
  },
});

Deno.test("quietly() throws what the call throws", () => {
  assertThrows(
    () =>
      quietly(() => {
        throw new RangeError("too far");
      }),
    RangeError,
    "too far",
  );
});
