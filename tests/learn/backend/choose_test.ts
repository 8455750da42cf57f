import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { chooseBackend } from "../../../lib/learn/backend/choose.ts";

Deno.test("chooseBackend() takes the option before the variable, and auto without either", () => {
  assertEquals(chooseBackend("cpu", "wasm"), "cpu");
  assertEquals(chooseBackend(undefined, "wasm"), "wasm");
  assertEquals(chooseBackend(undefined, ""), "auto");
  assertEquals(chooseBackend(undefined, undefined), "auto");
});

Deno.test("chooseBackend() names the allowed backends where the name is unknown", () => {
  const error = assertThrows(() => chooseBackend(undefined, "gpu"), InputError);
  assertEquals(
    error.message,
    'Cannot choose a backend: found "gpu", allowed: auto, tensorflow, webgpu, wasm, cpu. ' +
      "Set the option backend, or the variable C2S_BACKEND",
  );
});
