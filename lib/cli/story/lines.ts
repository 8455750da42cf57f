/** Cuts a stream of UTF-8 bytes into lines, without their line breaks; empty lines are left out. */
export class TextLineStream extends TransformStream<Uint8Array, string> {
  /** Takes no options. */
  constructor() {
    const decoder = new TextDecoder();
    let rest = "";
    super({
      transform(chunk, controller) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) if (line.trim() !== "") controller.enqueue(line);
      },
      flush(controller) {
        if (rest.trim() !== "") controller.enqueue(rest);
      },
    });
  }
}
