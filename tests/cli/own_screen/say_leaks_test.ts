import { assertEquals } from "@std/assert";
import { sayLeaks } from "../../../lib/cli/own_screen/say_leaks.ts";

const score = (value: number) => ({ value, low: value, high: value });
const row = (source: string, value: number, forbids = false) => ({
  source,
  verdict: "in words",
  forbids,
  atLeast: value,
  accuracy: score(value),
  balancedAccuracy: score(value),
});

Deno.test("sayLeaks() says by how much a source does as well as the features, and passes over others", () => {
  const rows = [
    row("features", 0.325),
    row("commonest label", 0.03),
    row("position", 0.921, true),
    row("plate", 0.03),
  ];
  assertEquals(sayLeaks([{ question: "treatment", rows, identifying: [] }]), [
    "For the treatment, the position alone is right in 92.1 % (balanced accuracy), the features in " +
    "32.5 %: what the features say may be the doing of the position.",
  ]);
});

Deno.test("sayLeaks() names three features that give a place away, and nothing where none does", () => {
  const identifying = ["a", "b", "c", "d"].map((feature) => (
    { feature, column: "well", reason: "content" as const }
  ));
  const rows = [row("features", 0.5)];
  assertEquals(
    sayLeaks([{ question: "mechanism", rows, identifying }]),
    ["a", "b", "c"].map((feature) => `${feature} gives away the well.`),
  );
  assertEquals(sayLeaks([{ question: "mechanism", rows, identifying: [] }]), []);
});
