import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { listedFiles, parseListingPage } from "../../../lib/data/fetch/listing.ts";
import { inTempDir, quick, withServer } from "../helpers.ts";

const keys = ["r01c01f01p01-ch1", "r01c01f01p01-ch2", "r01c02f01p01-ch1", "r16c24f09p01-ch8"]
  .map((name) => `images/BR1__2020/Images/${name}sk1fk1fl1.tiff`);
const listing = (url: string) => ({ plate: "BR1", url, prefix: "images/BR1__2020/Images/" });

/** A bucket that gives two keys a page. */
function bucket(request: Request): Response {
  const query = new URL(request.url).searchParams;
  const matching = ["images/BR1__2020/Images/Index.idx.xml", ...keys].filter((key) =>
    key.startsWith(query.get("prefix") ?? "")
  );
  const from = Number(query.get("continuation-token")?.replace("from+", "") ?? 0);
  const contents = matching.slice(from, from + 2).map((key) =>
    `<Contents><Key>${key}</Key><LastModified>2022</LastModified>` +
    `<ETag>&quot;0a&quot;</ETag><Size>${key.length}</Size></Contents>`
  );
  const more = from + 2 < matching.length;
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
      `<Name>b</Name><IsTruncated>${more}</IsTruncated>${contents.join("")}` +
      (more ? `<NextContinuationToken>from+${from + 2}</NextContinuationToken>` : "") +
      `</ListBucketResult>`,
  );
}

Deno.test("listedFiles() follows the pages and takes images only", async () => {
  await withServer(bucket, async (origin) => {
    const files = await listedFiles(listing(`${origin}/`));
    assertEquals(files.map(({ name }) => name), keys.map((key) => `BR1/${key.split("/").at(-1)}`));
    assertEquals(files[0], {
      name: "BR1/r01c01f01p01-ch1sk1fk1fl1.tiff",
      url: `${origin}/${keys[0]}`,
      bytes: keys[0]?.length ?? 0,
      sha256: null,
      plate: "BR1",
    });
  });
});

Deno.test("listedFiles() lists only the wells that are asked for", async () => {
  await withServer(bucket, async (origin) => {
    const wells = ["P24", "A01"];
    const files = await listedFiles(listing(`${origin}/`), { wells });
    assertEquals(files.map(({ name }) => name.slice(4, 10)), ["r16c24", "r01c01", "r01c01"]);
  });
});

Deno.test("listedFiles() refuses a well that is not on the plate, and one without images", async () => {
  await withServer(bucket, async (origin) => {
    for (const well of ["Q01", "A00", "A25", "a01", "A1"]) {
      const asked = () => listedFiles(listing(`${origin}/`), { wells: [well] });
      await assertRejects(asked, InputError, `found "${well}", allowed: A01 to P24`);
    }
    const empty = () => listedFiles(listing(`${origin}/`), { wells: ["B03"] });
    await assertRejects(empty, InputError, "Plate BR1 has no images");
  });
});

Deno.test("listedFiles() refuses names that lead out of the folder of the dataset", async () => {
  for (const name of ["../../../../escaped.tiff", "a/../../b.tiff", "/etc/x.tiff", ".ssh/x.tiff"]) {
    const page = `<ListBucketResult><Name>b</Name><IsTruncated>false</IsTruncated><Contents><Key>` +
      `images/BR1__2020/Images/${name}</Key><Size>3</Size></Contents></ListBucketResult>`;
    await withServer(() => new Response(page), async (origin) => {
      const listed = () => listedFiles(listing(`${origin}/`));
      await assertRejects(listed, InputError, "a path that is not safe");
    });
  }
});

Deno.test("listedFiles() tries again where the bucket is busy", async () => {
  await withServer(
    (request, count) => count === 1 ? new Response("slow down", { status: 503 }) : bucket(request),
    async (origin) => {
      assertEquals((await listedFiles(listing(`${origin}/`), { retry: quick })).length, 4);
    },
  );
});

Deno.test("listedFiles() lists the folder of a mirror in the same way", async () => {
  await inTempDir(async (mirror) => {
    const folder = `${mirror}/bucket.example.org/images/BR1__2020/Images`;
    await Deno.mkdir(folder, { recursive: true });
    for (const key of keys) {
      await Deno.writeTextFile(`${mirror}/bucket.example.org/${key}`, "tiff");
    }
    const there = listing("https://bucket.example.org/");
    assertEquals((await listedFiles(there, { mirror })).length, 4);
    assertEquals((await listedFiles(there, { mirror, wells: ["A02"] })).map(({ bytes }) => bytes), [
      4,
    ]);
    const elsewhere = { ...there, prefix: "other/" };
    await assertRejects(() => listedFiles(elsewhere, { mirror }), InputError, "example.org/other/");
  });
});

Deno.test("parseListingPage() refuses what is no list", () => {
  const cases: [string, string][] = [
    ["<html>sign in</html>", "the XML of a ListBucketResult"],
    ["<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>", "a Key and a Size"],
    [
      "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
      "NextContinuationToken",
    ],
  ];
  for (const [xml, message] of cases) {
    assertThrows(() => parseListingPage(xml, "https://b.org"), InputError, message);
  }
});
