import { Broken } from "./broken.ts";
import { Cursor } from "./cursor.ts";
import { unpickle } from "./pickle.ts";
import { decodeNumbers, type NumberKind, type Numbers, numberSize } from "./tensor.ts";
import { storageOf, torchGlobals } from "./torch.ts";
import { ZipArchive } from "./zip_archive.ts";

/**
 * Reads what `torch.save` writes since PyTorch 1.6: an archive with one pickle, and one entry for
 * each storage.
 *
 * @param bytes The whole file.
 * @throws {Broken} if it is damaged or wants to run something.
 */
export function readTorchZip(bytes: Uint8Array): unknown {
  const archive = new ZipArchive(bytes);
  const pickle = archive.names.find((name) => /^(.*\/)?data\.pkl$/.test(name));
  if (pickle === undefined) throw new Broken("an archive without data.pkl", "a file of torch.save");
  const folder = pickle.slice(0, -"data.pkl".length);
  if (archive.names.includes(`${folder}constants.pkl`)) {
    throw new Broken("a program of TorchScript", "a file of torch.save(model.state_dict(), …)");
  }
  const order = `${folder}byteorder`;
  const bigEndian = archive.names.includes(order) &&
    new TextDecoder().decode(archive.read(order)) === "big";
  const known = new Map<string, () => Numbers>();
  return unpickle(new Cursor(archive.read(pickle)), {
    globals: torchGlobals(bytes.length),
    outside: (id) =>
      storageOf(id, (key, kind, length) =>
        remember(known, `${key} ${kind}`, length, () => {
          const content = archive.read(`${folder}data/${key}`);
          const whole = content.length - content.length % numberSize(kind);
          return decodeNumbers(content.subarray(0, whole), kind, bigEndian);
        })),
  });
}

/** The number that the pickles of old files begin with, and the only version of them. */
const MAGIC = 0x1950a86a20f9469cfc6cn, VERSION = 1001;

/**
 * Reads what `torch.save` wrote before PyTorch 1.6: five pickles one after the other, then the
 * storages.
 *
 * @param bytes The whole file.
 * @throws {Broken} if it is damaged or wants to run something.
 */
export function readTorchStream(bytes: Uint8Array): unknown {
  const cursor = new Cursor(bytes), plain = { globals: new Map() };
  if (unpickle(cursor, plain) !== MAGIC) throw new Broken("a pickle that PyTorch did not write");
  const version = unpickle(cursor, plain), system = unpickle(cursor, plain);
  if (version !== VERSION) throw new Broken("an unknown version of PyTorch's old files", "1001");
  const bigEndian = system instanceof Map && system.get("little_endian") === false;
  const wanted = new Map<string, { kind: NumberKind; length: number }>();
  const found = new Map<string, Numbers>();
  const root = unpickle(cursor, {
    globals: torchGlobals(bytes.length),
    outside: (id) =>
      storageOf(id, (key, kind, length) => {
        const before = wanted.get(key);
        if (before !== undefined && (before.kind !== kind || before.length !== length)) {
          throw new Broken(`two storages ${key.slice(0, 20)}`);
        }
        wanted.set(key, { kind, length });
        return () => found.get(key) ?? missing(key);
      }),
  });
  const keys = unpickle(cursor, plain);
  if (!Array.isArray(keys)) throw new Broken("no list of storages behind its pickle");
  for (const key of keys) {
    const storage = wanted.get(key) ?? missing(typeof key === "string" ? key : typeof key);
    const length = cursor.u64();
    if (length !== storage.length) throw new Broken(`a storage of ${length} numbers`);
    const content = cursor.take(length * numberSize(storage.kind));
    found.set(key, decodeNumbers(content, storage.kind, bigEndian));
  }
  return root;
}

function missing(key: string): never {
  throw new Broken(`no storage ${key.slice(0, 20)}`);
}

/** Decodes a storage once, when it is first asked for, however many tensors name it. */
function remember(
  known: Map<string, () => Numbers>,
  key: string,
  length: number,
  make: () => Numbers,
): () => Numbers {
  let value: Numbers | undefined;
  const get = known.get(key) ?? (() => value ??= make());
  known.set(key, get);
  return () => {
    const numbers = get();
    if (numbers.length >= length) return numbers;
    throw new Broken(`a storage of ${numbers.length} numbers where ${length} should be`);
  };
}
