import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { lockNames } from "../../../lib/cli/setup/locked_names.ts";
import { exists, projectRoot } from "../../../lib/core/files.ts";

const source = join(
  projectRoot,
  "node_modules/@tensorflow/tfjs-node-gpu/binding/tfjs_backend.cc",
);

Deno.test({
  name: "lockNames() puts a lock around the set of names that the package shares between threads",
  ignore: !await exists(source),
  fn: async () => {
    const package_ = await Deno.readTextFile(source), mended = lockNames(package_);
    assertMatch(mended, /^#include <mutex>\n/);
    assertMatch(
      mended,
      /std::lock_guard<std::mutex> guard\(lock\);\s+return names\.insert\(name\);/,
    );
    assertEquals(mended.split("std::set<").length, package_.split("std::set<").length);
    // A second time there is nothing left to mend.
    assertEquals(lockNames(mended), mended);
  },
});
