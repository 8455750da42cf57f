import { assertEquals } from "@std/assert";
import { nameWarnings } from "../../../lib/cli/own_screen/name_warnings.ts";
import { sayOneLetterApart } from "../../../lib/cli/own_screen/one_letter_apart.ts";
import { saySpellings } from "../../../lib/cli/own_screen/spellings.ts";

Deno.test("nameWarnings() names what may be the control, and compounds in several spellings", () => {
  const [control, compounds, ...more] = nameWarnings(["DMSO", "Vehicle", "taxol", "Taxol", "dmso"]);
  assertEquals(
    control?.startsWith("Vehicle and dmso may be the control DMSO by other names"),
    true,
  );
  assertEquals([compounds, more], [saySpellings([["taxol", "Taxol"]]), []]);
});

Deno.test("nameWarnings() says which control to name where the usual one is not there", () => {
  assertEquals(nameWarnings(["0,1% DMSO", "taxol"]), [
    'c2s report will find no DMSO; 0,1% DMSO may be the control: --control "0,1% DMSO"',
  ]);
  assertEquals(nameWarnings([]), []);
});

Deno.test("nameWarnings() names what is one letter apart, but for what may be the control", () => {
  const names = ["Untreated", "Untreatd", "Untreated", "emetin", "emetine", "emetine"];
  assertEquals(nameWarnings(names.slice(3)), [sayOneLetterApart([["emetin", "emetine"]])]);
  const [control, apart, ...more] = nameWarnings(["control", "contrl", "DMSO", "DMOS", ...names]);
  assertEquals(control?.startsWith("control, DMOS and Untreated may be"), true, control);
  assertEquals(more, []);
  assertEquals(apart?.includes("emetin / emetine"), true, apart);
  assertEquals(apart?.includes("DMOS"), false);
});
