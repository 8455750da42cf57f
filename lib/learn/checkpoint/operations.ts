import { Broken } from "./broken.ts";
import { type Machine, type Settable, Tuple } from "./machine.ts";

/**
 * What each operation of a pickle does, by its code.
 *
 * Left out are those that make objects of any class (NEWOBJ, INST, OBJ, the extension registry) and
 * the text forms of protocol 0.
 */
export const operations: Readonly<Record<number, (machine: Machine) => void>> = {
  // PROTO, FRAME: lengths of frames are of no use to one who has the whole file.
  0x80: (m) => {
    const protocol = m.input.u8();
    if (protocol > 5) throw new Broken(`a pickle of protocol ${protocol}`, "up to 5");
  },
  0x95: (m) => void m.input.take(8),

  // None, True, False, whole and decimal numbers.
  0x4e: (m) => m.stack.push(null),
  0x88: (m) => m.stack.push(true),
  0x89: (m) => m.stack.push(false),
  0x4a: (m) => m.stack.push(m.input.i32()),
  0x4b: (m) => m.stack.push(m.input.u8()),
  0x4d: (m) => m.stack.push(m.input.u16()),
  0x8a: (m) => m.stack.push(long(m, m.input.u8())),
  0x47: (m) => m.stack.push(m.input.f64()),

  // Texts: Unicode, then those of Python 2.
  0x58: (m) => m.stack.push(m.input.text(m.input.u32())),
  0x8c: (m) => m.stack.push(m.input.text(m.input.u8())),
  0x8d: (m) => m.stack.push(m.input.text(m.input.u64())),
  0x54: (m) => m.stack.push(m.input.text(m.input.u32())),
  0x55: (m) => m.stack.push(m.input.text(m.input.u8())),

  // Bytes.
  0x42: (m) => m.stack.push(m.input.take(m.input.u32())),
  0x43: (m) => m.stack.push(m.input.take(m.input.u8())),
  0x8e: (m) => m.stack.push(m.input.take(m.input.u64())),
  0x96: (m) => m.stack.push(m.input.take(m.input.u64())),

  // Tuples, lists, dictionaries.
  0x28: (m) => m.marks.push(m.stack.length),
  0x29: (m) => m.stack.push(new Tuple([])),
  0x85: (m) => m.stack.push(new Tuple(m.popSome(1))),
  0x86: (m) => m.stack.push(new Tuple(m.popSome(2))),
  0x87: (m) => m.stack.push(new Tuple(m.popSome(3))),
  0x74: (m) => m.stack.push(new Tuple(m.popMark())),
  0x5d: (m) => m.stack.push([]),
  0x6c: (m) => m.stack.push(m.popMark()),
  0x61: (m) => append(m, m.popSome(1)),
  0x65: (m) => append(m, m.popMark()),
  0x7d: (m) => m.stack.push(new Map()),
  0x64: (m) => {
    const pairs = m.popMark();
    m.stack.push(new Map());
    set(m, pairs);
  },
  0x73: (m) => set(m, m.popSome(2)),
  0x75: (m) => set(m, m.popMark()),

  // The stack itself.
  0x30: (m) => void m.pop(),
  0x31: (m) => void m.popMark(),
  0x32: (m) => m.stack.push(m.top()),

  // Values that are named and recalled.
  0x71: (m) => void m.memo.set(m.input.u8(), m.top()),
  0x72: (m) => void m.memo.set(m.input.u32(), m.top()),
  0x94: (m) => void m.memo.set(m.memo.size, m.top()),
  0x68: (m) => m.stack.push(m.recall(m.input.u8())),
  0x6a: (m) => m.stack.push(m.recall(m.input.u32())),

  // Names of functions and classes, calls, states, values outside.
  0x63: (m) => m.stack.push(m.stand(m.input.line(), m.input.line())),
  0x93: (m) => {
    const [module, name] = m.popSome(2);
    if (typeof module !== "string" || typeof name !== "string") throw m.damaged();
    m.stack.push(m.stand(module, name));
  },
  0x52: (m) => {
    const [callee, args] = m.popSome(2);
    const call = known(m, callee);
    if (call === undefined || !(args instanceof Tuple)) throw m.damaged();
    m.stack.push(call(args.items));
  },
  0x62: (m) => {
    const state = m.pop(), object = m.top();
    // An ordered dictionary's state is the versions of its modules, of which nothing depends.
    if (object instanceof Map) return;
    if (!settable(object)) throw m.damaged();
    object.setState(state);
  },
  0x51: (m) => {
    const id = m.pop();
    if (m.rules.outside === undefined || !(id instanceof Tuple)) throw m.damaged();
    m.stack.push(m.rules.outside(id.items));
  },
};

/** A whole number of any length, the least significant byte first. */
function long(m: Machine, length: number): number | bigint {
  let value = 0n;
  m.input.take(length).forEach((byte, i) => value |= BigInt(byte) << BigInt(8 * i));
  value = BigInt.asIntN(8 * length, value);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function append(m: Machine, items: readonly unknown[]): void {
  const list = m.top();
  if (!Array.isArray(list)) throw m.damaged();
  for (const item of items) list.push(item);
}

function set(m: Machine, items: readonly unknown[]): void {
  const dictionary = m.top();
  if (!(dictionary instanceof Map) || items.length % 2 !== 0) throw m.damaged();
  for (let i = 0; i < items.length; i += 2) dictionary.set(items[i], items[i + 1]);
}

/** The function behind a name; only what the rules listed gets here. */
function known(m: Machine, callee: unknown): ((args: readonly unknown[]) => unknown) | undefined {
  for (const stand of m.rules.globals.values()) if (stand === callee) return stand.call;
  return undefined;
}

function settable(value: unknown): value is Settable {
  return typeof value === "object" && value !== null && "setState" in value &&
    typeof value.setState === "function";
}
