import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { zipSync } from "fflate";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { readCheckpoint } from "../../lib/learn/checkpoint.ts";
import { ZipArchive } from "../../lib/learn/checkpoint/zip_archive.ts";

const folder = new URL("./checkpoint/fixtures/", import.meta.url);
const load = (name: string) => Deno.readFile(new URL(name, folder));
const files = {
  "new.pt": await load("new.pt"),
  "old.pt": await load("old.pt"),
  "size.npy": await load("size.npy"),
  "wicked.pt": await load("wicked.pt"),
};

interface Expected {
  kind: string;
  shape: number[];
  data: string[];
}

/** The tensors that Python saw, by the names that we give them. */
async function expectedTensors(): Promise<Map<string, Expected>> {
  const found = new Map<string, Expected>();
  const visit = (value: Record<string, unknown>, name: string) => {
    if (Array.isArray(value.data)) found.set(name, value as unknown as Expected);
    else {
      for (const [key, item] of Object.entries(value)) {
        visit(item as Record<string, unknown>, name === "" ? key : `${name}.${key}`);
      }
    }
  };
  visit(JSON.parse(await Deno.readTextFile(new URL("expected.json", folder))), "");
  return found;
}

for (const name of ["new.pt", "old.pt"] as const) {
  Deno.test(`readCheckpoint() gives every number of ${name} as PyTorch has it`, async () => {
    const { tensors, values } = readCheckpoint(files[name]);
    const expected = await expectedTensors();
    assertEquals([...tensors.keys()].sort(), [...expected.keys()].sort());
    for (const [key, { kind, shape, data }] of expected) {
      const tensor = tensors.get(key)!;
      assertEquals(tensor.kind, kind, key);
      assertEquals(tensor.shape, shape, key);
      const texts = { True: 1, False: 0 } as Record<string, number>;
      const numbers = data.map((text) =>
        kind === "int64" ? BigInt(text) : texts[text] ?? Number(text)
      );
      assertEquals([...tensor.data], numbers, key);
    }
    assertEquals(Object.fromEntries(values), {
      epoch: 12,
      loss: 0.125,
      name: "Zelle",
      "flags.0": true,
      "flags.1": null,
      "flags.2": 2n ** 70n,
    });
  });
}

Deno.test("readCheckpoint() reads a dictionary of arrays that numpy saved", () => {
  const { tensors, values } = readCheckpoint(files["size.npy"]);
  assertEquals(tensors.get("A")!.data, Float32Array.of(-1, -0.6, -0.2, 0.2, 0.6, 1));
  assertEquals(tensors.get("turned")!.shape, [2, 3]);
  assertEquals([...tensors.get("turned")!.data], [0, 1, 2, 3, 4, 5]);
  assertEquals(tensors.get("smean")!.data, Float64Array.of(0, 0.125, 0.25, 0.375, 0.5, 0.625));
  assertEquals([...values], [["diam_mean", 30], ["ymean", -0.25]]);
});

Deno.test("readCheckpoint() refuses a pickle that wants to run a command, naming it", () => {
  const error = assertThrows(
    () => readCheckpoint(files["wicked.pt"], { file: "wicked.pt" }),
    InputError,
    "wicked.pt",
  );
  assertStringIncludes(error.message, "posix.system");
  assertStringIncludes(error.message, "Nothing of it was run");
});

Deno.test("readCheckpoint() says what a file of another kind is", () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const cases: [Uint8Array, string][] = [
    [new Uint8Array(), "an empty file"],
    [text("<!DOCTYPE html><title>404"), "a web page"],
    [text("\x00".repeat(257) + "ustar"), "tar archive"],
    [text("1,2,3"), "another kind"],
    [zipSync({ "a/readme": text("hello") }, { level: 0 }), "without data.pkl"],
    [zipSync({ "a/data.pkl": text("hello hello hello hello") }), "packed"],
  ];
  for (const [bytes, found] of cases) {
    assertThrows(() => readCheckpoint(bytes), InputError, found);
  }
});

Deno.test("readCheckpoint() notices every truncation and every changed byte of a tensor", () => {
  const bytes = files["new.pt"];
  for (let length = 0; length < bytes.length; length += 97) {
    assertThrows(() => readCheckpoint(bytes.subarray(0, length)), InputError);
    assertThrows(() => readCheckpoint(files["old.pt"].subarray(0, length / 2)), InputError);
  }
  const changed = bytes.slice();
  const at = bytes.findIndex((_, i) => bytes[i] === 0xab && bytes[i + 1] === 0xaa);
  changed[at] = 0;
  assertThrows(() => readCheckpoint(changed), InputError, "checksum");
});

/** A pickle of PyTorch's old form around the operations of one value. */
function stream(...operations: number[]): Uint8Array {
  const bytes = files["old.pt"];
  const magic = bytes.subarray(0, bytes.indexOf(0x2e) + 1);
  const plain = [0x80, 2, 0x4d, 0xe9, 3, 0x2e, 0x80, 2, 0x7d, 0x2e];
  const none = [0x80, 2, 0x5d, 0x2e];
  return Uint8Array.from([...magic, ...plain, 0x80, 2, ...operations, 0x2e, ...none]);
}

Deno.test("readCheckpoint() ends where dictionaries hold themselves or one another many times", () => {
  assertEquals([...readCheckpoint(stream(0x5d, 0x4b, 9, 0x61)).values], [["0", 9]]);
  const circle = stream(0x5d, 0x71, 0, 0x68, 0, 0x61);
  assertThrows(() => readCheckpoint(circle), InputError, "64 deep");
  const doubling = Array.from({ length: 50 }, (_, k) => [0x5d, 0x71, k + 1, 0x28])
    .flatMap((open, k) => [...open, 0x68, k, 0x68, k, 0x65]);
  assertThrows(
    () => readCheckpoint(stream(0x5d, 0x71, 0, 0x4b, 1, 0x61, ...doubling)),
    InputError,
    "1000000 entries",
  );
  const deep = new Array<number>(100_000).fill(0x85);
  assertThrows(() => readCheckpoint(stream(0x4e, ...deep)), InputError, "64 deep");
});

Deno.test("readCheckpoint() refuses operations that make objects of any class", () => {
  for (const operation of [0x81, 0x92, 0x69, 0x6f, 0x82, 0x50]) {
    assertThrows(() => readCheckpoint(stream(0x29, operation)), InputError, "operation 0x");
  }
});

/** Bytes with a few changes: flipped, cut off, doubled, filled. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes.slice();
  for (let times = 1 + random.integer(4); times > 0; times--) {
    const at = random.integer(Math.max(1, changed.length)), length = random.integer(40);
    switch (random.integer(5)) {
      case 0:
        changed[at] = random.integer(256);
        break;
      case 1:
        changed[at] = (changed[at] ?? 0) ^ (1 << random.integer(8));
        break;
      case 2:
        changed = Uint8Array.from([...changed.subarray(0, at), ...changed.subarray(at + length)]);
        break;
      case 3:
        changed = Uint8Array.from([...changed.subarray(0, at + length), ...changed.subarray(at)]);
        break;
      default:
        changed.fill(random.pick([0, 255, 0x68, 0x2e]), at, at + 1 + length % 9);
    }
  }
  return changed;
}

/** The same archive with a changed pickle, its checksums right, so that the reader looks inside. */
function mutateInside(bytes: Uint8Array, random: Random): Uint8Array {
  const archive = new ZipArchive(bytes);
  return zipSync(
    Object.fromEntries(archive.names.map((name) => {
      const content = archive.read(name);
      return [name, name.endsWith(".pkl") ? mutate(content, random) : content];
    })),
    { level: 0 },
  );
}

const rounds = 10_000;

Deno.test(`readCheckpoint() reads or refuses ${rounds} damaged files, and hangs at none`, () => {
  const random = new Random(11), names = ["new.pt", "old.pt", "size.npy"] as const;
  let refused = 0;
  for (let round = 0; round < rounds; round++) {
    const bytes = files[names[round % 3]!];
    const inside = round % 6 === 0;
    const changed = inside ? mutateInside(bytes, random) : mutate(bytes, random);
    const start = performance.now();
    try {
      readCheckpoint(changed);
    } catch (error) {
      assert(error instanceof InputError, `round ${round}: ${error}`);
      refused++;
    }
    assert(performance.now() - start < 20_000, `round ${round} took too long`);
  }
  assert(refused > rounds / 2, `only ${refused} refused`);
});
