import { assertEquals } from "@std/assert";
import { safeName } from "../../lib/data/safe_name.ts";

Deno.test("safeName() leaves usual names alone and keeps different ones different", () => {
  assertEquals(safeName("Week1_22123"), "Week1_22123");
  const odd = ["a/b", "a\\b", "a%2fb", "..", ".", "a:b", "a\nb"];
  const safe = odd.map(safeName);
  assertEquals(new Set(safe).size, odd.length);
  assertEquals(safe.filter((name) => /[/\\:\n]|^\.+$/.test(name)), []);
});
