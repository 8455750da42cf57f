import { assertEquals } from "@std/assert";
import { inceptionNames, namesOf } from "../../../../lib/learn/nets/inception_v3/names.ts";
import fixture from "../fixtures/inception_v3.json" with { type: "json" };

Deno.test("names and shapes are those of torchvision's state dict", () => {
  const wanted = inceptionNames({ classes: 1000, auxiliary: true });
  assertEquals(Object.fromEntries(wanted), fixture.names);
});

Deno.test("without the auxiliary head its tensors are not asked for", () => {
  const names = [...inceptionNames({ classes: 2, auxiliary: false }).keys()];
  assertEquals(names.filter((name) => name.startsWith("AuxLogits")), []);
  assertEquals(names.length, Object.keys(fixture.names).length - 12);
});

Deno.test("the tensors of all parts are those of the network, each once", () => {
  const names = inceptionNames({ classes: 2, auxiliary: false });
  const parts = new Set([...names.keys()].map((name) => name.split(".")[0]!));
  assertEquals([...parts].flatMap(namesOf), [...names.keys()]);
  assertEquals(namesOf("Conv2d_1a_3x3").length, 5);
});
