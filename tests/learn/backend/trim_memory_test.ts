import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { openC } from "../../../lib/learn/backend/c_library.ts";
import { trimMemory } from "../../../lib/learn/backend/trim_memory.ts";

/** Whether the C library is glibc, which alone can be asked to. */
const glibc = (() => {
  const c = openC({ gnu_get_libc_version: { parameters: [], result: "pointer" } });
  c?.close();
  return c !== undefined;
})();

Deno.test("trimMemory() frees arrays that nothing holds, where Deno was told to expose it", async () => {
  const module = new URL("../../../lib/learn/backend/trim_memory.ts", import.meta.url);
  const script = `
    const { trimMemory } = await import("${module}");
    const left = (() => new WeakRef(new Uint8Array(1000)))();
    // What was made in this turn is held until its end.
    await new Promise((go) => setTimeout(go, 10));
    trimMemory();
    console.log(left.deref() === undefined);`;
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  const freed = async (...flags: string[]) => {
    const args = ["run", "-q", "--no-check", "--config", config, "-A", ...flags, "-"];
    const child = new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" })
      .spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(script));
    await writer.close();
    return new TextDecoder().decode((await child.output()).stdout).trim();
  };
  assertEquals([await freed("--v8-flags=--expose-gc"), await freed()], ["true", "false"]);
});

Deno.test({
  name: "trimMemory() gives pieces back that lie between pieces in use",
  ignore: !glibc,
  fn: () => {
    const c = openC({
      malloc: { parameters: ["usize"], result: "pointer" },
      free: { parameters: ["pointer"], result: "void" },
      memset: { parameters: ["pointer", "i32", "usize"], result: "pointer" },
    });
    assert(c !== undefined);
    // Pieces of 100 kB are no mapping of their own; every hundredth stays, so none lies at the end.
    const size = 100_000,
      pieces = Array.from({ length: 2000 }, () => {
        const piece = c.symbols.malloc(BigInt(size));
        c.symbols.memset(piece, 1, BigInt(size));
        return piece;
      });
    const kept = pieces.filter((_, i) => i % 100 === 99);
    for (const piece of pieces) if (!kept.includes(piece)) c.symbols.free(piece);
    const before = Deno.memoryUsage().rss;
    assert(trimMemory());
    const given = before - Deno.memoryUsage().rss;
    for (const piece of kept) c.symbols.free(piece);
    c.close();
    assert(given > 100e6, `${given} bytes were given back`);
  },
});
