import { assertEquals, assertThrows } from "@std/assert";
import { shrinkageOf } from "../../../lib/cli/profile/shrinkage.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { invocation } from "../invocation.ts";

Deno.test("shrinkageOf() is auto where held-out controls choose it, and refuses them where not", () => {
  assertEquals(shrinkageOf(invocation({ "hold-out-by": "plate" })), "auto");
  assertEquals(shrinkageOf(invocation({ shrinkage: "0.25" })), 0.25);
  const both = invocation({ shrinkage: "0", "hold-out-by": "plate" });
  assertThrows(() => shrinkageOf(both), InputError, "--hold-out-by has no effect here");
  assertThrows(() => shrinkageOf(invocation({ shrinkage: "2" })), InputError, "from 0 to 1");
});
