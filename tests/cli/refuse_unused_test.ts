import { assertThrows } from "@std/assert";
import { refuseUnused } from "../../lib/cli/refuse_unused.ts";
import { InputError } from "../../lib/core/errors.ts";
import { invocation } from "./invocation.ts";

Deno.test("refuseUnused() names the first option that is given, a switch too", () => {
  refuseUnused(invocation({ seed: "1" }), ["radius", "chirality"], "with --fingerprint");
  assertThrows(
    () =>
      refuseUnused(invocation({ chirality: true }), ["radius", "chirality"], "with --fingerprint"),
    InputError,
    "--chirality has no effect here: allowed: with --fingerprint",
  );
});
