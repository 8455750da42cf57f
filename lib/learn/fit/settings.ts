import { InputError } from "../../core/errors.ts";

/** Letters of a value that a message shows. */
const SHOWN = 60;

/**
 * Refuses to go on with a training that was begun with other settings, naming those that differ.
 *
 * @param found Settings that it was begun with, as text; JSON is compared key by key.
 * @param wanted Settings now.
 * @param file Where it stands, for the message.
 * @throws {InputError} unless they are the same.
 *
 * @example
 * ```ts
 * import { checkSettings } from "./settings.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const check = () => checkSettings('{"rate":0.1,"seed":1}', '{"rate":0.2,"seed":1}');
 * assertThrows(check, Error, 'found "rate 0.1", allowed: rate 0.2');
 * ```
 */
export function checkSettings(found: string | undefined, wanted: string, file?: string): void {
  if (found === wanted) return;
  const [old, now] = [partsOf(found), partsOf(wanted)];
  const names = [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => old.get(name) !== now.get(name));
  const say = (parts: Map<string, string>) =>
    names.map((name) => `${name} ${shown(name, parts, parts === old ? now : old)}`.trim())
      .join(", ");
  throw new InputError("Cannot go on with a training of other settings", {
    ...(file === undefined ? {} : { file }),
    found: say(old),
    allowed: say(now),
    hint: "Choose another folder, or remove this file",
  });
}

/** Values by name; what is no JSON object is one value without a name. */
function partsOf(text: string | undefined): Map<string, string> {
  try {
    const value = JSON.parse(text ?? "");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return new Map(Object.entries(value).map(([name, one]) => [name, JSON.stringify(one)]));
    }
  } catch {
    // Plain text.
  }
  return new Map([["", text ?? "nothing"]]);
}

/** A value, of a long one the part where it begins to differ from the other. */
function shown(name: string, own: Map<string, string>, other: Map<string, string>): string {
  const value = own.get(name) ?? "unsaid", beside = other.get(name) ?? "";
  if (value.length <= SHOWN) return value;
  let at = 0;
  while (at < value.length && value[at] === beside[at]) at++;
  const from = Math.max(0, at - SHOWN / 4);
  return `${from > 0 ? "…" : ""}${value.slice(from, from + SHOWN)}${
    from + SHOWN < value.length ? "…" : ""
  }`;
}
