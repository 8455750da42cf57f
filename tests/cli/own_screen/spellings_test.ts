import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  commonestSpelling,
  sayJoined,
  saySpellings,
  spellingKey,
  spellings,
  spokenSigns,
} from "../../../lib/cli/own_screen/spellings.ts";

Deno.test("spellingKey() takes names for one that differ in case, blanks and signs", () => {
  const same = [
    ["taxol", "Taxol", " taxol", "TAXOL ", "Taxol®", "taxol™", "'taxol'", "ta-xol"],
    ["AZ-138", "AZ138", "az 138", "AZ_138", "AZ\u2011138", "AZ\u00a0138"],
    ["2'-x 10", "2′-x-10"],
    ["compound 1-1", "Compound 1_1", "compound-1 1"],
    ["1 µM mix", "1 μM mix", "1 uM mix"],
  ];
  for (const names of same) assertEquals(new Set(names.map(spellingKey)).size, 1, `${names}`);
});

Deno.test("spellingKey() keeps what tells compounds apart", () => {
  const different = [
    ["(+)-JQ1", "(-)-JQ1", "(±)-JQ1", "JQ1"],
    ["AZ 11", "AZ 1-1"],
    ["(R)-roscovitine", "(S)-roscovitine"],
    ["2'-C-methyl", "2-C-methyl"],
    ["A+B", "AB"],
    ["?", "-"],
    ["PP-1", "PP-2"],
  ];
  for (const names of different) {
    assertEquals(new Set(names.map(spellingKey)).size, names.length, `${names}`);
  }
});

Deno.test("spellings() names each spelling once, the commonest first, and only what has several", () => {
  const names = ["Taxol", "ALLN", "taxol", "taxol", "MG-132", "MG132", "TAXOL"];
  assertEquals(spellings(names), [["taxol", "Taxol", "TAXOL"], ["MG-132", "MG132"]]);
  assertEquals(spellings(["ALLN", "ALLN"]), []);
});

Deno.test("saySpellings() names all spellings and says what to do", () => {
  const said = saySpellings([["taxol", "Taxol"], ["MG-132", "MG132"]]);
  assertStringIncludes(said, "taxol / Taxol, MG-132 / MG132 differ");
  assertStringIncludes(said, "write one name in the layout");
});

Deno.test("sayJoined() shows blanks at an end, and says that the names count as one", () => {
  const said = sayJoined([["taxol", "taxol "], ["MG-132", "MG132"]]);
  assertStringIncludes(said, 'taxol / "taxol ", MG-132 / MG132 differ');
  assertStringIncludes(said, "count as one");
});

Deno.test("commonestSpelling() leads from each spelling to the commonest", () => {
  const commonest = commonestSpelling(spellings(["Taxol", "taxol", "taxol", "ALLN"]));
  assertEquals([...commonest], [["taxol", "taxol"], ["Taxol", "taxol"]]);
});

Deno.test("spokenSigns() says signs that tell compounds apart, and keeps the others", () => {
  const names = ["(+)-JQ1", "(±)-JQ1", "(−)-JQ1", "2'-Deoxy A+B", "Taxol®"];
  const said = ["(plus)-jq1", "plusminus-jq1", "minus-jq1", "2prime-deoxy aplusb", "taxol"];
  assertEquals(names.map(spokenSigns), said);
});
