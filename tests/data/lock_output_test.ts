import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { exists } from "../../lib/core/files.ts";
import { lockOutput } from "../../lib/data/lock_output.ts";
import { inFolder } from "./folder.ts";

Deno.test("lockOutput() refuses a second run, says whose the output is, and leaves nothing behind", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/new/labels`;
    {
      using _alone = await lockOutput(`${out}/segment.json`, { output: out });
      const second = () => lockOutput(`${out}/segment.json`, { output: out });
      const { problem } = await assertRejects(second, InputError, "Another run is writing");
      assertEquals(problem.file, out);
      assertMatch(String(problem.found), new RegExp(`^process ${Deno.pid} on .`));
      // The one that was refused has not taken the first one's lock with it.
      await assertRejects(second, InputError, `process ${Deno.pid}`);
      using _other = await lockOutput(`${out}/other.json`);
    }
    assertEquals([...Deno.readDirSync(out)], []);
    using _again = await lockOutput(`${out}/segment.json`);
  });
});

Deno.test("lockOutput() lets one after another in where they wait, though each takes the lock file away", async () => {
  await inFolder(async (folder) => {
    let inside = 0, most = 0, done = 0;
    const run = async () => {
      using _alone = await lockOutput(`${folder}/a.csv`, { wait: true });
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
      done++;
    };
    await Promise.all(Array.from({ length: 12 }, run));
    assertEquals([most, done, await exists(`${folder}/a.csv.lock`)], [1, 12, false]);
  });
});

Deno.test("lockOutput() takes no lock on a file that the run before it has removed", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/a.csv`, { open } = Deno;
    let late = true;
    Deno.open = async (...args) => {
      const file = await open(...args);
      if (late) {
        late = false;
        await Deno.remove(`${out}.lock`);
        if (Deno.build.os !== "windows") await Deno.writeTextFile(`${out}.lock`, "");
      }
      return file;
    };
    try {
      using _alone = await lockOutput(out);
      await assertRejects(() => lockOutput(out), InputError, "Another run");
    } finally {
      Deno.open = open;
    }
  });
});

Deno.test("lockOutput() can be stopped while it waits", async () => {
  await inFolder(async (folder) => {
    using _alone = await lockOutput(`${folder}/a.csv`);
    const signal = AbortSignal.timeout(60);
    const waiting = () => lockOutput(`${folder}/a.csv`, { wait: true, signal });
    await assertRejects(waiting, DOMException);
  });
});

Deno.test("lockOutput() goes on without where the disk has no locks, or nothing can be written", async () => {
  await inFolder(async (folder) => {
    const { prototype } = Deno.FsFile, { tryLock } = prototype;
    prototype.tryLock = () => Promise.reject(new Error("No locks available (os error 37)"));
    try {
      using _first = await lockOutput(`${folder}/a.csv`);
      using _second = await lockOutput(`${folder}/a.csv`);
    } finally {
      prototype.tryLock = tryLock;
    }
    assertEquals([...Deno.readDirSync(folder)], []);
    await Deno.writeTextFile(`${folder}/file`, "text");
    using _below = await lockOutput(`${folder}/file/a.csv`);
    assertEquals(await Deno.readTextFile(`${folder}/file`), "text");
  });
});

Deno.test("lockOutput() is held by another process until that is killed, and what it leaves locks nothing", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/a.csv`, module = import.meta.resolve("../../lib/data/lock_output.ts");
    const code = `import { lockOutput } from ${JSON.stringify(module)};
      const lock = await lockOutput(${JSON.stringify(out)});
      console.log("held");
      setInterval(() => lock, 1000);`;
    const args = ["eval", code];
    const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped" }).spawn();
    const reader = child.stdout.getReader();
    try {
      await reader.read();
      const second = await assertRejects(() => lockOutput(out), InputError);
      assert(String(second.problem.found).startsWith(`process ${child.pid} on `));
    } finally {
      child.kill("SIGKILL");
      await child.status;
      await reader.cancel();
    }
    assertEquals(await exists(`${out}.lock`), true);
    {
      using _alone = await lockOutput(out);
    }
    assertEquals(await exists(`${out}.lock`), false);
  });
});
