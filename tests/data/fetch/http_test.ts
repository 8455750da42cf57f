import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { request } from "../../../lib/data/fetch/http.ts";
import { Passing } from "../../../lib/data/fetch/retry.ts";
import { cut, someBytes, withServer } from "../helpers.ts";

Deno.test("request() asks for bytes as they are, not compressed on the way", async () => {
  let asked: string | null = null;
  await withServer((request) => {
    asked = request.headers.get("accept-encoding");
    return new Response("x".repeat(10_000));
  }, async (url) => {
    const answer = await request(url);
    let bytes = 0;
    for await (const chunk of answer.body) bytes += chunk.length;
    assertEquals([asked, bytes, answer.status], ["identity", 10_000, 200]);
  });
});

Deno.test("request() sorts statuses into those that may pass and those that will not", async () => {
  await withServer(
    (request) => new Response("no", { status: Number(new URL(request.url).pathname.slice(1)) }),
    async (url) => {
      for (const status of [408, 425, 429, 500, 502, 503, 504]) {
        await assertRejects(() => request(`${url}/${status}`), Passing, String(status));
      }
      for (const status of [400, 401, 403, 404, 410]) {
        await assertRejects(() => request(`${url}/${status}`), InputError, `HTTP ${status}`);
      }
    },
  );
});

Deno.test("request() calls a connection that is refused or cut an error that may pass", async () => {
  await withServer(() => cut(someBytes(10_000), 100), async (url) => {
    const answer = await request(url);
    const error = await assertRejects(async () => {
      for await (const _ of answer.body);
    }, Passing);
    assertStringIncludes(error.message, url);
  });
});

Deno.test("request() gives up on a server that accepts but never answers", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  const url = `http://127.0.0.1:${(listener.addr as Deno.NetAddr).port}/`;
  await assertRejects(() => request(url, { silenceMs: 50 }), Passing, "silent for 0.05 s");
  (await accepted).close();
  listener.close();
});

Deno.test({
  name: "request() does not take a missing permission for a network that may come back",
  permissions: { net: false },
  fn: () =>
    assertRejects(() => request("http://127.0.0.1:1/"), Deno.errors.NotCapable).then(() => {}),
});
