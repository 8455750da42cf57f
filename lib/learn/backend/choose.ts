import { InputError } from "../../core/errors.ts";
import type { BackendName } from "./types.ts";

/** All backends, the best first. */
export const order: readonly BackendName[] = ["tensorflow", "webgpu", "wasm", "cpu"];

/**
 * Which backend the user wants.
 *
 * @param option What the program asked for; it comes before the variable.
 * @param variable The value of C2S_BACKEND; empty is as good as unset.
 * @throws {InputError} where it is none of the names.
 *
 * @example
 * ```ts
 * import { chooseBackend } from "./choose.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chooseBackend(undefined, "wasm"), "wasm");
 * ```
 */
export function chooseBackend(
  option: string | undefined,
  variable: string | undefined,
): BackendName | "auto" {
  const wanted = option ?? (variable || "auto");
  if (wanted === "auto" || isName(wanted)) return wanted;
  throw new InputError("Cannot choose a backend", {
    found: wanted,
    allowed: ["auto", ...order].join(", "),
    hint: "Set the option backend, or the variable C2S_BACKEND",
  });
}

function isName(text: string): text is BackendName {
  return (order as readonly string[]).includes(text);
}
