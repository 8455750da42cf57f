/**
 * Cuts a stream of text into its lines.
 *
 * @example
 * ```ts
 * import { TextLineStream } from "./lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = ReadableStream.from(["a\nb", "c\n", "d"]).pipeThrough(new TextLineStream());
 * assertEquals(await Array.fromAsync(lines), ["a", "bc", "d"]);
 * ```
 */
export class TextLineStream extends TransformStream<string, string> {
  /** Starts with an empty line. */
  constructor() {
    let rest = "";
    super({
      transform(text, controller) {
        const lines = (rest + text).split("\n");
        rest = lines.pop() as string;
        for (const line of lines) controller.enqueue(line);
      },
      flush(controller) {
        if (rest !== "") controller.enqueue(rest);
      },
    });
  }
}
