import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../../lib/core/profiles.ts";
import { controlDistance } from "../../../lib/cli/own_screen/control_distance.ts";

const of = (names: string[], values: number[]) =>
  controlDistance(
    makeProfiles(
      pl.DataFrame({ Metadata_Treatment: names }),
      ["a", "b"],
      Float64Array.from(values),
    ),
    "DMSO",
  );

Deno.test("controlDistance() takes the median well, so that one odd well does not count", () => {
  const far = of(["DMSO", "x", "x", "x"], [1, 1, 3, 3, 3, 3, 300, 300]);
  assertAlmostEquals(far.get("x")!, 3);
  assertEquals(far.get("DMSO"), 1);
});

Deno.test("controlDistance() is not a number where controls have no spread", () => {
  assertEquals(of(["DMSO", "x"], [0, 0, 3, 3]).get("x"), NaN);
});
