import { assertEquals, assertThrows } from "@std/assert";
import { splitToLearn } from "../../../lib/cli/train/split_to_learn.ts";

const item = (label: string, plate: string) => ({ label, compound: label, plate, week: "1" });
const shares = { train: 1, test: 1 };

/** Each way that two plates can be dealt to two sets, by some seed. */
function outcomes(labels: Record<string, string>) {
  const items = Object.entries(labels).flatMap(([plate, names]) =>
    [...names].map((label) => item(label, plate))
  );
  return Array.from({ length: 12 }, (_, seed) => {
    const said: string[] = [];
    try {
      splitToLearn(items, { by: "plate", seed, shares, balance: false }, (text) => said.push(text));
    } catch (error) {
      return (error as Error).message.split(":")[0]!;
    }
    return said.join();
  });
}

Deno.test("splitToLearn() says which classes a set lacks, and refuses where one is not learned", () => {
  assertEquals(
    new Set(outcomes({ P1: "abcd", P2: "bd" })),
    new Set([
      "test lacks 2 of 4 classes: a, c",
      "Nothing of the class a is left to learn",
    ]),
  );
  assertEquals(new Set(outcomes({ P1: "abc", P2: "cab" })), new Set([""]));
});

Deno.test("splitToLearn() refuses a set of one class: naming it always would be right", () => {
  assertEquals(
    new Set(outcomes({ P1: "ab", P2: "b" })),
    new Set([
      "The set test has one class only",
      "Nothing of the class a is left to learn",
    ]),
  );
  const alone = [item("a", "P1"), item("a", "P2")];
  assertThrows(
    () => splitToLearn(alone, { by: "plate", shares }, () => {}),
    Error,
    "has one class",
  );
});
