/** What the browser answers or tells, as JSON. */
export type Answer = Record<string, unknown>;

/**
 * A connection to one page of a browser, by the DevTools protocol over its WebSocket.
 *
 * The protocol needs no package: Deno has the WebSocket, and a call is one JSON message.
 */
export class DevTools {
  #socket: WebSocket;
  #next = 0;
  #waiting = new Map<number, { resolve: (a: Answer) => void; reject: (e: Error) => void }>();
  #listeners: ((method: string, params: Answer) => void)[] = [];

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    socket.onclose = () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("The browser has ended"));
      this.#waiting.clear();
    };
  }

  /** Connects to the address that the browser gave. */
  static connect(address: string): Promise<DevTools> {
    const socket = new WebSocket(address);
    return new Promise((resolve, reject) => {
      socket.onopen = () => resolve(new DevTools(socket));
      socket.onerror = () => reject(new Error(`Cannot connect to the browser at ${address}`));
    });
  }

  /** Calls a method of the protocol, such as `Page.navigate`. */
  call(method: string, params: Answer = {}): Promise<Answer> {
    const id = ++this.#next;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Hears every event of the page. */
  onEvent(listener: (method: string, params: Answer) => void): void {
    this.#listeners.push(listener);
  }

  /** Value of a JavaScript expression in the page; promises are awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.call("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    }) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
    if (answer.exceptionDetails !== undefined) {
      throw new Error(answer.exceptionDetails.exception?.description ?? "error in the page");
    }
    return answer.result.value;
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.#socket.addEventListener("close", resolve));
    this.#socket.close();
    await closed;
  }

  #hear(message: { id?: number; error?: { message: string } } & Answer): void {
    if (message.id === undefined) {
      const { method, params } = message as { method: string; params: Answer } & Answer;
      for (const listener of this.#listeners) listener(method, params);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) waiting?.reject(new Error(message.error.message));
    else waiting?.resolve(message.result as Answer);
  }
}
