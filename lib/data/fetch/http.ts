import { InputError } from "../../core/errors.ts";
import { Passing, retryAfterMs } from "./retry.ts";

/** How `request` works. */
export interface RequestOptions {
  /** Request headers. */
  headers?: Record<string, string>;
  /** Stops the request and its body. */
  signal?: AbortSignal;
  /** The server may be silent for this long in ms, in the answer and in its body; defaults to 60,000. */
  silenceMs?: number;
}

/** An answer whose body is read piece by piece. */
export interface Answer {
  /** The HTTP status: 200, 206 or 416. */
  status: number;
  /** The response headers. */
  headers: Headers;
  /** The body; it throws `Passing` where the connection is cut or silent. */
  body: AsyncGenerator<Uint8Array, void, void>;
  /** Gives up the rest of the body. */
  close: () => void;
}

/**
 * Asks a server for a file, sorting what can go wrong into what may pass and what will not.
 *
 * @param url The address.
 * @param options Headers, stop, patience.
 * @throws {Passing} for network errors, silence, and HTTP 408, 425, 429 and 5xx.
 * @throws {InputError} for any other status, 404 above all.
 * @throws {Deno.errors.NotCapable} where the program may not use the network.
 *
 * @example
 * ```ts
 * import { request } from "./http.ts";
 * import { Passing } from "./retry.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => request("http://127.0.0.1:1/nobody-listens"), Passing);
 * ```
 */
export async function request(url: string, options: RequestOptions = {}): Promise<Answer> {
  const { signal, silenceMs = 60_000 } = options;
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", onAbort, { once: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () => stop.abort(new Passing(`${url} was silent for ${silenceMs / 1000} s`)),
      silenceMs,
    );
  };
  const close = () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    if (!stop.signal.aborted) stop.abort(new Passing("closed"));
  };
  const explain = (error: unknown) => {
    if (signal?.aborted) return signal.reason;
    if (stop.signal.reason instanceof Passing) return stop.signal.reason;
    if (error instanceof Deno.errors.NotCapable) return error;
    const reason = (error instanceof Error ? error.message : String(error))
      .replace(/^error sending request (for url|from).*?\): /, "");
    return new Passing(`The connection to ${url} failed (${reason})`, undefined, { cause: error });
  };
  patience();
  let response: Response;
  try {
    // Compression on the way would make ranges and sizes meaningless.
    const headers = { "accept-encoding": "identity", ...options.headers };
    response = await fetch(url, { headers, signal: stop.signal });
  } catch (error) {
    const explained = explain(error);
    close();
    throw explained;
  }
  const { status, headers } = response;
  if (status !== 200 && status !== 206 && status !== 416) {
    close();
    await response.body?.cancel().catch(() => {});
    if (status === 408 || status === 425 || status === 429 || status >= 500) {
      const wait = retryAfterMs(headers.get("retry-after"), Date.now());
      throw new Passing(`${url} answered ${status} ${response.statusText}`, wait);
    }
    throw new InputError("The server does not give this file", {
      file: url,
      found: `HTTP ${status} ${response.statusText}`.trim(),
      allowed: "HTTP 200 or 206",
    });
  }
  async function* body(): AsyncGenerator<Uint8Array, void, void> {
    try {
      for await (const chunk of response.body ?? []) {
        clearTimeout(timer);
        yield chunk;
        patience();
      }
    } catch (error) {
      throw explain(error);
    } finally {
      close();
    }
  }
  return { status, headers, body: body(), close };
}
