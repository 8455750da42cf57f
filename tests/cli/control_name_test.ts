import { assertEquals, assertThrows } from "@std/assert";
import { controlAmong, controlsOf } from "../../lib/cli/control_name.ts";
import { invocation } from "./invocation.ts";

Deno.test("controlAmong() takes the very name before one of another case", () => {
  assertEquals(controlAmong(["dmso", "DMSO"], "DMSO"), "DMSO");
  assertEquals(controlAmong(["dmso"], "DMSO"), "dmso");
  assertEquals(controlAmong(["taxol"], "DMSO"), undefined);
});

Deno.test("controlsOf() needs no control, but refuses one that is named and not there or not used", () => {
  const compounds = ["Dmso", "taxol"], mock = invocation({ control: "mock" });
  assertEquals(controlsOf(invocation({}), "compound", compounds), ["Dmso"]);
  assertEquals(controlsOf(invocation({}), "compound", ["taxol"]), []);
  assertEquals(controlsOf(invocation({}), "plate", compounds), []);
  assertEquals(controlsOf(mock, "compound", ["mock", "DMSO"]), ["mock"]);
  assertThrows(
    () => controlsOf(mock, "compound", compounds),
    Error,
    'option --control: found "mock"',
  );
  assertThrows(() => controlsOf(mock, "plate", compounds), Error, "--control has no effect here");
});
