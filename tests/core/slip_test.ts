import { assertEquals } from "@std/assert";
import { slipOf } from "../../lib/core/slip.ts";

Deno.test("slipOf() finds a letter that is wrong, missing, too many or in its neighbour's place", () => {
  assertEquals(slipOf("cyclohexamide", "cycloheximide"), { start: 8, left: "a", right: "i" });
  assertEquals(slipOf("taxol", "taol"), { start: 2, left: "x", right: "" });
  assertEquals(slipOf("taol", "taxol"), { start: 2, left: "", right: "x" });
  assertEquals(slipOf("atxol", "taxol"), { start: 0, left: "at", right: "ta" });
  // One of two equal letters may be either.
  assertEquals(slipOf("balloon", "ballon"), { start: 5, left: "o", right: "" });
  assertEquals(slipOf("taxol", "taxol"), { start: 5, left: "", right: "" });
});

Deno.test("slipOf() finds none where more is different", () => {
  for (const [a, b] of [["taxol", "tabel"], ["taxol", "txaal"], ["taxol", "tax"], ["", "ab"]]) {
    assertEquals(slipOf(a!, b!), undefined, `${a} ${b}`);
  }
});
