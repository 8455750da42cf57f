import { assert } from "@std/assert";
import { openC } from "../../../lib/learn/backend/c_library.ts";
import { trimMemory } from "../../../lib/learn/backend/trim_memory.ts";

/** Whether the C library is glibc, which alone can be asked to. */
const glibc = (() => {
  const c = openC({ gnu_get_libc_version: { parameters: [], result: "pointer" } });
  c?.close();
  return c !== undefined;
})();

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
