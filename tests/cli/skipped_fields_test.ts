import { assertEquals, assertThrows } from "@std/assert";
import { requireFields, saySkipped, skippedFields } from "../../lib/cli/skipped_fields.ts";
import { InputError } from "../../lib/core/errors.ts";

const field = { plate: "P1", well: "B02", site: 3 };

Deno.test("skippedFields() notes fields by name with their reason, only where they may be left out", () => {
  const { skipped, onBad } = skippedFields(true);
  onBad!(new InputError("Cannot read", { file: "a.tif" }), field);
  onBad!(new InputError("Too small"), { ...field, site: 4 });
  assertEquals(skipped, [
    { field: "P1/B02/3", reason: "Cannot read: a.tif" },
    { field: "P1/B02/4", reason: "Too small" },
  ]);
  assertEquals(skippedFields(false), { skipped: [] });
});

Deno.test("saySkipped() counts fields, then names each, and says nothing of none", () => {
  const two = [{ field: "P1/B02/3", reason: "no image" }, { field: "P1/B02/4", reason: "empty" }];
  assertEquals(saySkipped(two, 96), [
    "2 of 96 fields left out, since they cannot be read",
    "left out P1/B02/3: no image",
    "left out P1/B02/4: empty",
  ]);
  assertEquals(saySkipped([], 96), []);
});

Deno.test("requireFields() refuses that all were left out, and nothing else", () => {
  const skipped = [{ field: "P1/B02/3", reason: "no image" }];
  const none = () => requireFields(0, skipped, "named");
  assertThrows(none, InputError, "No field could be named");
  assertThrows(none, InputError, "no image");
  requireFields(1, skipped, "named");
  requireFields(0, [], "named");
});
