import { Broken } from "./broken.ts";
import type { Cursor } from "./cursor.ts";

/** Values that cannot be changed, as Python's tuples. */
export class Tuple {
  /** @param items The values. */
  constructor(readonly items: readonly unknown[]) {}
}

/** A function or class that a pickle may name, and what we do in its place. */
export interface Stand {
  /** Calls it. Without this it may only be named. */
  call?: (args: readonly unknown[]) => unknown;
}

/** Something that takes a state after it was made, as Python's `__setstate__`. */
export interface Settable {
  /** Takes the state. */
  setState(state: unknown): void;
}

/** What a pickle may do. */
export interface Rules {
  /** The only functions and classes it may name, by module and name: `collections.OrderedDict`. */
  globals: ReadonlyMap<string, Stand>;
  /** Makes the values that are stored outside of the pickle. */
  outside?: (id: readonly unknown[]) => unknown;
}

/** The state of reading one pickle. */
export class Machine {
  /** Values that wait to be put together. */
  readonly stack: unknown[] = [];
  /** Lengths that the stack had at marks. */
  readonly marks: number[] = [];
  /** Values that are named later. */
  readonly memo = new Map<number, unknown>();

  /**
   * @param input Where the pickle is read.
   * @param rules What it may do.
   */
  constructor(readonly input: Cursor, readonly rules: Rules) {}

  /** Takes the last value. */
  pop(): unknown {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) throw this.damaged();
    return this.stack.pop();
  }

  /** The last value since the last mark, left where it is. */
  top(): unknown {
    if (this.stack.length <= (this.marks.at(-1) ?? 0)) throw this.damaged();
    return this.stack.at(-1);
  }

  /** Takes the values since the last mark. */
  popMark(): unknown[] {
    const mark = this.marks.pop();
    if (mark === undefined) throw this.damaged();
    return this.stack.splice(mark);
  }

  /** Takes so many values, the first of them first. */
  popSome(count: number): unknown[] {
    if (this.stack.length - (this.marks.at(-1) ?? 0) < count) throw this.damaged();
    return this.stack.splice(this.stack.length - count);
  }

  /** A value that was named. */
  recall(name: number): unknown {
    if (!this.memo.has(name)) throw this.damaged();
    return this.memo.get(name);
  }

  /** What may be done in place of a function or class. */
  stand(module: string, name: string): Stand {
    const full = `${module}.${name}`;
    const found = this.rules.globals.get(full);
    if (found !== undefined) return found;
    throw new Broken(
      `the global ${full.slice(0, 200)}, which is not on the list of what may be used`,
      "tensors, numbers and texts in dictionaries and lists",
      "Nothing of it was run. A checkpoint that holds whole objects can be saved again from " +
        "Python as model.state_dict() alone",
    );
  }

  /** The error for a pickle that contradicts itself. */
  damaged(): Broken {
    return new Broken(`damaged content before byte ${this.input.at} of its pickle`);
  }
}
