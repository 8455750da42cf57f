import { Broken } from "./broken.ts";
import { type Stand, Tuple } from "./machine.ts";
import { numpyGlobals } from "./numpy.ts";
import { type NumberKind, type Storage, TensorView } from "./tensor.ts";

/** A kind of storage, by the class that PyTorch names. */
class StorageKind implements Stand {
  readonly call = undefined;

  constructor(readonly kind: NumberKind) {}
}

const storageKinds: Readonly<Record<string, NumberKind>> = {
  DoubleStorage: "float64",
  FloatStorage: "float32",
  HalfStorage: "float16",
  BFloat16Storage: "bfloat16",
  LongStorage: "int64",
  IntStorage: "int32",
  ShortStorage: "int16",
  CharStorage: "int8",
  ByteStorage: "uint8",
  BoolStorage: "bool",
};

/**
 * The functions and classes that a checkpoint of PyTorch may name, with ours in their place.
 *
 * @param bytes Size of the file, which bounds how much may be made of it.
 *
 * @example
 * ```ts
 * import { torchGlobals } from "./torch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(torchGlobals(100).has("torch._utils._rebuild_tensor_v2"), true);
 * assertEquals(torchGlobals(100).has("os.system"), false);
 * ```
 */
export function torchGlobals(bytes: number): ReadonlyMap<string, Stand> {
  let work = 0;
  const parameter: Stand = { call: ([data]) => data };
  const tensor: Stand = {
    call: ([storage, offset, shape, strides]) => {
      if (!isStorage(storage)) throw new Broken("a tensor without storage");
      return new TensorView(storage, whole(offset), wholes(shape), wholes(strides));
    },
  };
  return new Map<string, Stand>([
    ...numpyGlobals(),
    ["collections.OrderedDict", {
      call: ([pairs = []]) => {
        if (!Array.isArray(pairs)) throw new Broken("an ordered dictionary without pairs");
        // One list could be named again and again.
        if ((work += pairs.length) > bytes) throw new Broken("more pairs than the file has bytes");
        return new Map(pairs.map((pair): [unknown, unknown] => {
          const items: readonly unknown[] = pair instanceof Tuple ? pair.items : pair;
          if (!Array.isArray(items) || items.length !== 2) throw new Broken("a pair that is none");
          return [items[0], items[1]];
        }));
      },
    }],
    ["_codecs.encode", {
      call: ([text, encoding]) => {
        if (typeof text !== "string" || encoding !== "latin1") {
          throw new Broken("bytes that are not written as a text in Latin-1");
        }
        // One text could be named again and again, too.
        if ((work += text.length) > bytes) throw new Broken("more texts than the file has bytes");
        return latin1(text);
      },
    }],
    ["torch._utils._rebuild_tensor", tensor],
    ["torch._utils._rebuild_tensor_v2", tensor],
    ["torch._utils._rebuild_parameter", parameter],
    ["torch._utils._rebuild_parameter_with_state", parameter],
    ["torch.Size", { call: ([items]) => items }],
    ...Object.entries(storageKinds).map(([name, kind]): [string, Stand] => [
      `torch.${name}`,
      new StorageKind(kind),
    ]),
  ]);
}

/**
 * Understands how a pickle of PyTorch names a storage.
 *
 * @param id `storage`, the kind, the key, the device, the number of numbers, and in old files the
 * part of another storage that it is.
 * @param numbers Finds the numbers of a key.
 * @throws {Broken} if the id is another one.
 */
export function storageOf(
  id: readonly unknown[],
  numbers: (key: string, kind: NumberKind, length: number) => Storage["numbers"],
): Storage {
  const [what, kind, key, , length, view = null] = id;
  if (what !== "storage" || !(kind instanceof StorageKind) || typeof key !== "string") {
    throw new Broken("a value outside of the pickle that is no storage");
  }
  const all = numbers(key, kind.kind, whole(length));
  if (view === null) return { kind: kind.kind, length: whole(length), numbers: all };
  const [, start, part] = view instanceof Tuple ? view.items : [];
  const from = whole(start), count = whole(part);
  if (from + count > whole(length)) throw new Broken("a part of a storage that goes beyond it");
  return { kind: kind.kind, length: count, numbers: () => all().subarray(from, from + count) };
}

/** Bytes out of a text of as many letters: pickles of protocol 2 have no other way to hold them. */
function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) as number;
    if (code > 255) throw new Broken("bytes that are not written as a text in Latin-1");
    return code;
  });
}

function isStorage(value: unknown): value is Storage {
  return typeof value === "object" && value !== null && "numbers" in value;
}

function wholes(value: unknown): number[] {
  if (!(value instanceof Tuple) || value.items.length > 32) {
    throw new Broken("a tensor without shape or strides");
  }
  return value.items.map(whole);
}

function whole(value: unknown): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new Broken(`${typeof value === "number" ? value : typeof value} as a length`);
}
