import { assertEquals, assertRejects } from "@std/assert";
import { Passing, retry, retryAfterMs } from "../../../lib/data/fetch/retry.ts";

const failing = (message = "busy", waitMs?: number) => () =>
  Promise.reject(new Passing(message, waitMs));

Deno.test("retry() doubles the wait, with jitter between half and the whole of it", async () => {
  for (const [random, expected] of [[0, [2, 4, 5]], [1, [4, 8, 10]]] as const) {
    const waits: number[] = [];
    await assertRejects(() =>
      retry(failing(), {
        attempts: 4,
        firstWaitMs: 4,
        longestWaitMs: 10,
        random: () => random,
        onWait: (_, ms) => waits.push(ms),
      })
    );
    assertEquals(waits, [...expected]);
  }
});

Deno.test("retry() waits as long as the server asks, within ten times the longest wait", async () => {
  for (const [asked, waited] of [[5, 5], [1e9, 10]] as const) {
    const waits: number[] = [];
    await assertRejects(() =>
      retry(failing("busy", asked), {
        attempts: 2,
        firstWaitMs: 1,
        longestWaitMs: 1,
        onWait: (_, ms) => waits.push(ms),
      })
    );
    assertEquals(waits, [waited]);
  }
});

Deno.test("retry() does not repeat an error that will not pass", async () => {
  let calls = 0;
  await assertRejects(
    () =>
      retry(() => {
        calls++;
        return Promise.reject(new TypeError("a mistake"));
      }),
    TypeError,
  );
  assertEquals(calls, 1);
});

Deno.test("retry() can be stopped while it waits", async () => {
  const stop = new AbortController();
  await assertRejects(
    () =>
      retry(failing(), {
        firstWaitMs: 60_000,
        signal: stop.signal,
        onWait: () => queueMicrotask(() => stop.abort(new Error("enough"))),
      }),
    Error,
    "enough",
  );
});

Deno.test("retryAfterMs() reads seconds and dates, and no nonsense", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  assertEquals(retryAfterMs("120", now), 120_000);
  assertEquals(retryAfterMs("Thu, 01 Jan 2026 00:00:30 GMT", now), 30_000);
  assertEquals(retryAfterMs("Thu, 01 Jan 2025 00:00:30 GMT", now), 0);
  assertEquals(retryAfterMs("soon", now), undefined);
});
