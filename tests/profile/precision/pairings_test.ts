import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { activity, consistency, replicability } from "../../../lib/profile/precision/pairings.ts";

Deno.test("activity() takes controls by their name and says where there are none", () => {
  const meta = pl.DataFrame({ compound: ["a", "DMSO"], plate: ["1", "1"] });
  assertEquals(activity(meta, { treatment: "compound", control: "DMSO", plate: "plate" }), {
    posSameBy: ["compound"],
    negSameBy: ["plate"],
    controls: [false, true],
  });
  assertThrows(
    () => activity(meta, { treatment: "compound", control: "dmso", plate: "plate" }),
    InputError,
    "no controls",
  );
});

Deno.test("replicability() across plates, consistency() across compounds", () => {
  assertEquals(replicability({ treatment: "t", plate: "p" }), {
    posSameBy: ["t"],
    posDiffBy: ["p"],
    negSameBy: ["p"],
  });
  assertEquals(consistency({ mechanism: "m", compound: "c", separator: "|" }).multilabel, {
    columns: ["m"],
    separator: "|",
  });
});
