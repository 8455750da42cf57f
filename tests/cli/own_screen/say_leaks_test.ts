import { assertEquals } from "@std/assert";
import { sayLeaks } from "../../../lib/cli/own_screen/say_leaks.ts";

const score = (value: number) => ({ value, low: value, high: value });
const row = (source: string, value: number, verdict: string) => ({
  source,
  verdict,
  accuracy: score(value),
  balancedAccuracy: score(value),
});

Deno.test("sayLeaks() says by how much a source does as well as the features, and passes over others", () => {
  const rows = [
    row("features", 0.325, "above chance"),
    row("commonest label", 0.03, "chance"),
    row("position", 0.921, "reaches what the features reach"),
    row("plate", 0.03, "no more than chance"),
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
  const rows = [row("features", 0.5, "above chance")];
  assertEquals(
    sayLeaks([{ question: "mechanism", rows, identifying }]),
    ["a", "b", "c"].map((feature) => `${feature} gives away the well.`),
  );
  assertEquals(sayLeaks([{ question: "mechanism", rows, identifying: [] }]), []);
});
