/** One opening tag of an XML text. */
export interface XmlTag {
  /** Name without the prefix of a namespace. */
  name: string;
  /** Its attributes, entities resolved. */
  attributes: Record<string, string>;
}

/** What holds no tags, whatever it looks like: beginning and end. */
const passedOver = [["<!--", "-->"], ["<![CDATA[", "]]>"]] as const;

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The opening tags of an XML text in their order, which is all that OME-XML needs; comments and texts
 * between tags are passed over.
 *
 * @param text The XML.
 *
 * @example
 * ```ts
 * import { xmlTags } from "./xml.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...xmlTags('<a><o:b c="1 &lt; 2"/></a>')], [
 *   { name: "a", attributes: {} },
 *   { name: "b", attributes: { c: "1 < 2" } },
 * ]);
 * ```
 */
export function* xmlTags(text: string): Generator<XmlTag, void, void> {
  let at = 0;
  while ((at = text.indexOf("<", at)) >= 0) {
    const passed = passedOver.find(([start]) => text.startsWith(start, at));
    if (passed !== undefined) {
      const end = text.indexOf(passed[1], at);
      if (end < 0) return;
      at = end + passed[1].length;
      continue;
    }
    const end = endOfTag(text, at);
    if (end < 0) return;
    const tag = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)/.exec(
      text.slice(at, Math.min(end + 1, at + 200)),
    );
    if (tag !== null) {
      const attributes: Record<string, string> = {};
      const body = text.slice(at + tag[0].length, end);
      for (
        const [, name, double, single] of body.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)
      ) {
        attributes[name as string] = resolved(double ?? single ?? "");
      }
      yield { name: tag[1] as string, attributes };
    }
    at = end + 1;
  }
}

/** Where a tag ends: at the first `>` that stands in no value, for values may hold one. */
function endOfTag(text: string, start: number): number {
  let quote = "";
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === ">") return at;
    else if (char === '"' || char === "'") quote = char;
  }
  return -1;
}

function resolved(text: string): string {
  return text.replaceAll(/&(#x?[\da-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
