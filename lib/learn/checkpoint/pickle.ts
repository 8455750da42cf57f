import { Broken } from "./broken.ts";
import type { Cursor } from "./cursor.ts";
import { Machine, type Rules } from "./machine.ts";
import { operations } from "./operations.ts";

const STOP = 0x2e;

/**
 * Reads one pickle without running anything: known values are built, listed names are replaced by
 * our own functions, and whatever else is named is an error.
 *
 * Protocols 2 to 5 are read, as PyTorch and numpy write them; dictionaries become a `Map`, lists an
 * array, tuples a `Tuple`.
 *
 * @param input Where the pickle begins; afterwards it is behind its end.
 * @param rules What it may name.
 * @returns The value.
 * @throws {Broken} if it names anything else, is damaged, or ends too early.
 *
 * @example
 * ```ts
 * import { unpickle } from "./pickle.ts";
 * import { Cursor } from "./cursor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // pickle.dumps([7], 2)
 * const bytes = new Uint8Array([0x80, 2, 0x5d, 0x71, 0, 0x4b, 7, 0x61, 0x2e]);
 * assertEquals(unpickle(new Cursor(bytes), { globals: new Map() }), [7]);
 * ```
 */
export function unpickle(input: Cursor, rules: Rules): unknown {
  const machine = new Machine(input, rules);
  for (;;) {
    const code = input.u8();
    if (code === STOP) return machine.pop();
    const operation = operations[code];
    if (operation === undefined) {
      throw new Broken(
        `operation 0x${code.toString(16)} at byte ${input.at - 1} of its pickle`,
        "those of a state_dict",
      );
    }
    operation(machine);
  }
}
