import { assertEquals, assertThrows } from "@std/assert";
import { requireImages } from "../../lib/cli/require_images.ts";
import { InputError } from "../../lib/core/errors.ts";

Deno.test("requireImages() says what was attempted on which screen, and lets one with a folder pass", () => {
  const screen = { title: "mine", root: "/screen" as string | null };
  requireImages(screen, "Cannot embed");
  assertEquals(screen.root, "/screen");
  assertThrows(
    () => requireImages({ title: "mine", root: null }, "Cannot embed"),
    InputError,
    'Cannot embed: found "mine, without its images", allowed: a virtual screen, or a folder',
  );
});
