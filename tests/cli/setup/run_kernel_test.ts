import { assert, assertEquals, assertMatch } from "@std/assert";
import { kernelThere, withFolder } from "../notebook_files.ts";
import { type Message, talk } from "../../front/talk.ts";

const endless = "console.log('looping'); for (let i = 0; i < 1e13; i++) {}";

function of(messages: Message[], cell: number): Message[] {
  return messages.filter((message) => message.cell === cell);
}

Deno.test({
  name: "Stop ends a cell that loops, that waits, and that loops after a wait; the kernel goes on",
  ignore: !kernelThere || Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const messages = await talk(folder, [
        {
          code: `import { showProgress } from "../lib/show/mod.ts";
            const kept = 42;
            await (await showProgress(1, { label: "First" })).done();`,
        },
        { code: endless, stop: "looping" },
        {
          code: `const bar = await showProgress(900, { label: "Work" });
            for (let i = 0; i < 900; i++) {
              await new Promise((go) => setTimeout(go, 20));
              bar.tick();
            }`,
          stop: "of 900",
        },
        { code: `await new Promise((go) => setTimeout(go, 50)); ${endless}`, stop: "looping" },
        { code: "console.log(kept, bar.tick === undefined)" },
      ]);
      assertEquals(messages.filter(({ type }) => type === "timeout"), []);
      for (const cell of [2, 3, 4]) {
        const said = of(messages, cell);
        assert(said.some(({ type }) => type === "error"), `cell ${cell}: ${JSON.stringify(said)}`);
        const lines = said.map(({ content }) => content.text ?? "").join("");
        assertMatch(lines, /^Stop: .*what earlier cells computed is kept/m, `cell ${cell}`);
      }
      const work = of(messages, 3).find(({ type }) => type === "error")?.content;
      assertEquals(work?.ename, "Stopped");
      assertMatch(work?.evalue ?? "", /^Work: stopped at \d+ of 900$/);
      assertEquals(of(messages, 5).map(({ content }) => content.text), ["42 false\n"]);
    }),
});

Deno.test({
  name: "Stop while nothing runs, and while a cell only waits, loses nothing",
  ignore: !kernelThere || Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      const show = `import { showTable } from "../lib/show/mod.ts";
        await showTable([{ kept: 42 }]); const kept = 42;`;
      const messages = await talk(folder, [
        { code: show },
        { code: "console.log('done')", stop: "done" },
        {
          code: `console.log("waits");
            await new Promise((go) => setTimeout(go, 2000));
            console.log("over");`,
          stop: "waits",
        },
        { code: "console.log(kept)" },
      ]);
      assertEquals(messages.filter(({ type }) => type === "timeout" || type === "error"), []);
      assertEquals(of(messages, 3).at(-1)?.content.text, "over\n");
      assertEquals(of(messages, 4).map(({ content }) => content.text), ["42\n"]);
    }),
});
