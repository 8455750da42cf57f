import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { segmenters } from "../../lib/cli/segmenters.ts";
import {
  methodOptions,
  oneOf,
  positiveNumber,
  someOf,
  wholeNumber,
} from "../../lib/cli/shared_options.ts";

const text = (value?: string) => ({ text: () => value });
const number = (value?: number) => ({ number: () => value });

Deno.test("the help of --method names every method of the table with its summary, and the default is one of them", () => {
  const { method } = methodOptions;
  for (const [name, { summary }] of Object.entries(segmenters)) {
    assertStringIncludes(method!.description, `${name} (${summary})`);
  }
  assertEquals(Object.hasOwn(segmenters, String(method!.default)), true);
  assertStringIncludes(method!.description, `(default: ${method!.default})`);
});

Deno.test("the help of --checkpoint and --model names the methods that take them", () => {
  assertStringIncludes(methodOptions.checkpoint!.description, "for cellpose and network");
  assertStringIncludes(methodOptions.model!.description, "for cellpose: nuclei");
});

Deno.test("wholeNumber() takes whole numbers from its least, or nothing", () => {
  assertEquals(wholeNumber(number(), "workers"), undefined);
  assertEquals(wholeNumber(number(0), "drawn", 0), 0);
  assertThrows(() => wholeNumber(number(0), "workers"), Error, "--workers must be a whole number");
  assertThrows(() => wholeNumber(number(1.5), "steps"), Error, "found 1.5");
});

Deno.test("positiveNumber() takes numbers above 0, or nothing", () => {
  const given = (value?: number) => positiveNumber({ number: () => value }, "rate");
  assertEquals([given(), given(0.5)], [undefined, 0.5]);
  for (const bad of [0, -1, NaN]) assertThrows(() => given(bad), Error, `above 0: found ${bad}`);
});

Deno.test("oneOf() and someOf() list what there is where a word does not exist", () => {
  assertEquals(oneOf(text(), "border", ["keep"]), undefined);
  assertThrows(() => oneOf(text("cut"), "border", ["keep", "mark"]), Error, "keep, mark");
  assertEquals(someOf(text(), "families", ["Texture"]), undefined);
  assertEquals(someOf(text("TEXTURE, "), "families", ["Texture"]), ["Texture"]);
  assertThrows(() => someOf(text("a,b"), "families", ["a"]), Error, 'found "b", allowed: a');
});
