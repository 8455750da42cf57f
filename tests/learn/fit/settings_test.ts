import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { checkSettings } from "../../../lib/learn/fit/settings.ts";

Deno.test("checkSettings() names what differs alone, and of long values where they do", () => {
  const columns = Array.from({ length: 400 }, (_, i) => `Cells_Texture_${i}`);
  const text = (epochs: number, last: string) =>
    JSON.stringify({ seed: 1, epochs, columns: [...columns, last] });
  checkSettings(text(1, "a"), text(1, "a"));
  const error = assertThrows(
    () => checkSettings(text(1, "a"), text(2, "b"), "state.safetensors"),
    InputError,
  );
  assert(error.message.length < 400, error.message);
  assert(!error.message.includes("seed"));
  assert(error.message.includes("epochs 1, columns …"));
  assert(error.message.includes("allowed: epochs 2, columns …"));
});

Deno.test("checkSettings() says what one side lacks, and plain texts whole", () => {
  const found = (old: string | undefined, now: string) =>
    assertThrows(() => checkSettings(old, now), InputError).problem.found;
  assertEquals(found("{}", '{"rate":1}'), "rate unsaid");
  assertEquals(found("8 epochs", "9 epochs"), "8 epochs");
  assertEquals(found(undefined, "9 epochs"), "nothing");
});
