import { assertEquals } from "@std/assert";
import { unscaledNotes } from "../../../lib/cli/profile/unscaled_notes.ts";

const flat = (feature: string, group: string) => (
  { feature, group, reason: "no spread" as const, values: 8 }
);
const how = { dropped: false, controls: true, grouped: true };

Deno.test("unscaledNotes() tell features without spread from those that no control has", () => {
  const lost = { feature: "c", group: "P1", reason: "no value" as const, values: 6 };
  assertEquals(unscaledNotes([flat("a", "P1"), flat("b", "P1"), lost, flat("a", "P2")], how), [
    "2 features without spread among controls of some group, 24 values there set to 0: " +
    "a (P1, P2), b (P1); --drop-constant leaves them out",
    "1 feature without any value among controls of some group, 6 values there made missing: " +
    "c (P1); --drop-constant leaves it out",
  ]);
  assertEquals(unscaledNotes([lost], { ...how, dropped: true }), [
    "1 feature without any value among controls of some group left out: c (P1)",
  ]);
});

Deno.test("unscaledNotes() are none where all is well, and name no group where there is none", () => {
  assertEquals(unscaledNotes([], how), []);
  assertEquals(
    unscaledNotes([flat("a", "")], { dropped: false, controls: false, grouped: false }),
    [
      "1 feature without spread among its rows, 8 values set to 0: a; --drop-constant leaves it out",
    ],
  );
});
