import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { matchable } from "../../../lib/profile/match/matchable.ts";

const labels = {
  compounds: ["a", "b", "c", "c", "d", "e", "f"],
  moas: ["x", "x", "y", "y", "z", "z", null],
  batches: ["1", "2", "1", "2", "3", "3", "1"],
};

Deno.test("matchable() leaves out a mechanism of one compound, and for NSCB of one batch", () => {
  assertEquals(matchable(labels, "NSC"), {
    moas: ["x", "y", "z"],
    scored: [0, 1, 4, 5],
    unmatchable: ["y"],
  });
  assertEquals(matchable(labels, "NSCB"), {
    moas: ["x", "y", "z"],
    scored: [0, 1],
    unmatchable: ["y", "z"],
  });
});

Deno.test("matchable() says what is needed where nothing can be scored", () => {
  const single = { compounds: ["a", "b"], moas: ["x", "y"] };
  assertThrows(() => matchable(single, "NSC"), InputError, "at least two compounds");
  assertThrows(() => matchable({ compounds: [], moas: [] }, "NSC"), InputError, "0 treatments");
});
