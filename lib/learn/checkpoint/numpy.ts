import { Broken } from "./broken.ts";
import { Cursor } from "./cursor.ts";
import { type Settable, type Stand, Tuple } from "./machine.ts";
import { unpickle } from "./pickle.ts";
import { decodeNumbers, type NumberKind, numberSize, TensorView } from "./tensor.ts";

const kindsByCode: Readonly<Record<string, NumberKind>> = {
  f8: "float64",
  f4: "float32",
  f2: "float16",
  i8: "int64",
  i4: "int32",
  i2: "int16",
  i1: "int8",
  u1: "uint8",
  b1: "bool",
};

/**
 * What numpy calls a dtype: the kind of number, none for Python's objects, and, as state, the order
 * of its bytes.
 */
class ByteKind implements Settable {
  bigEndian = false;

  constructor(readonly kind: NumberKind | undefined) {}

  setState(state: unknown): void {
    this.bigEndian = state instanceof Tuple && state.items[1] === ">";
  }
}

/** An array, which numpy makes empty and fills by its state. */
class NumpyArray extends TensorView implements Settable {
  #filled: TensorView | undefined;
  /** The value of an array that holds one object. */
  object: unknown;

  constructor() {
    super({ kind: "uint8", length: 0, numbers: () => new Uint8Array(0) }, 0, [0], [1]);
  }

  setState(state: unknown): void {
    const [, shape, kind, columnsFirst, bytes] = state instanceof Tuple ? state.items : [];
    if (kind instanceof ByteKind && kind.kind === undefined && Array.isArray(bytes)) {
      this.object = bytes.length === 1 ? bytes[0] : undefined;
      return;
    }
    if (
      !(shape instanceof Tuple && shape.items.length <= 32) || !(kind instanceof ByteKind) ||
      !(bytes instanceof Uint8Array)
    ) {
      throw new Broken("an array of numpy without shape, kind or numbers");
    }
    const lengths = shape.items.map((length) => typeof length === "number" ? length : NaN);
    this.#filled = arrayOf(bytes, kind, lengths, columnsFirst === true);
  }

  /** All: the bytes are the pickle's own, and one row of them can be named many times. */
  override get copies(): number {
    return this.#filled?.size ?? 0;
  }

  override gather() {
    if (this.#filled === undefined) throw new Broken("an array of numpy without numbers");
    return this.#filled.gather();
  }
}

function arrayOf(
  bytes: Uint8Array,
  { kind, bigEndian }: ByteKind,
  shape: number[],
  columnsFirst: boolean,
): TensorView {
  if (kind === undefined) throw new Broken("an array of objects where numbers should be");
  const size = numberSize(kind);
  if (bytes.length % size !== 0) throw new Broken(`${bytes.length} bytes for numbers of ${size}`);
  const strides = shape.map((_, axis) =>
    (columnsFirst ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce((a, b) => a * b, 1)
  );
  const numbers = () => decodeNumbers(bytes, kind, bigEndian);
  const storage = { kind, length: bytes.length / size, numbers };
  const view = new TensorView(storage, 0, shape, strides);
  if (view.size === storage.length) return view;
  throw new Broken(`${storage.length} numbers for an array of numpy of shape [${shape}]`);
}

/**
 * The functions and classes that numpy's arrays and numbers in a pickle name, with ours in their
 * place.
 *
 * @example
 * ```ts
 * import { numpyGlobals } from "./numpy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(numpyGlobals().has("numpy.dtype"), true);
 * ```
 */
export function numpyGlobals(): ReadonlyMap<string, Stand> {
  const array: Stand = { call: () => new NumpyArray() };
  const scalar: Stand = {
    call: ([kind, bytes]) => {
      if (
        !(kind instanceof ByteKind) || kind.kind === undefined || !(bytes instanceof Uint8Array) ||
        bytes.length !== numberSize(kind.kind)
      ) throw new Broken("a number of numpy of an unknown kind");
      const [value] = decodeNumbers(bytes, kind.kind, kind.bigEndian);
      return kind.kind === "bool" ? value === 1 : value;
    },
  };
  return new Map<string, Stand>([
    ["numpy.ndarray", {}],
    ["numpy.dtype", {
      call: ([code]) => {
        const kind = typeof code === "string" ? kindsByCode[code] : undefined;
        if (kind === undefined && code !== "O8" && code !== "O") {
          throw new Broken(
            `numbers of numpy's kind ${typeof code === "string" ? code.slice(0, 20) : typeof code}`,
          );
        }
        return new ByteKind(kind);
      },
    }],
    ...["numpy.core.multiarray", "numpy._core.multiarray"].flatMap((
      module,
    ): [string, Stand][] => [[`${module}._reconstruct`, array], [`${module}.scalar`, scalar]]),
  ]);
}

/**
 * Reads a dictionary that numpy saved as an object (`numpy.save` of a dict), running nothing.
 *
 * @param bytes The whole file, `.npy`.
 * @throws {Broken} if it is damaged, or holds something else.
 */
export function readNpyObject(bytes: Uint8Array): unknown {
  const cursor = new Cursor(bytes, 6);
  const version = cursor.u16() & 0xff;
  const header = cursor.text(version === 1 ? cursor.u16() : cursor.u32());
  if (!/'descr': *'\|O'/.test(header)) {
    throw new Broken(
      `a numpy file of plain numbers (${header.trim().slice(0, 80)})`,
      "a dictionary",
    );
  }
  const array = unpickle(cursor, { globals: numpyGlobals() });
  if (array instanceof NumpyArray && array.object !== undefined) return array.object;
  throw new Broken("an array of several objects", "one dictionary");
}
