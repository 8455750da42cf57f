/** The look of the report: one column, light and dark, readable on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --ink: #222; --soft: #666; --line: #ddd; --ground: #fff;
  --code: #f6f6f6; --bad: #b3261e; --bad-ground: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --soft: #a5a5a5; --line: #444;
  --ground: #1b1b1b; --code: #262626; --bad: #ffb4ab; --bad-ground: #45201d; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 Inter, system-ui, sans-serif; color: var(--ink);
  background: var(--ground); display: grid; grid-template-columns: minmax(0, 17rem) minmax(0, 54rem);
  gap: 3rem; padding: 0 2rem; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2rem 0; font-size: 0.85rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { padding-left: 0.9rem; }
nav li { margin: 0.25rem 0; }
a { color: inherit; text-decoration-color: var(--soft); }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
main { padding: 2rem 0 6rem; min-width: 0; }
section { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; }
.about, figcaption, summary { color: var(--soft); font-size: 0.85rem; }
figure { margin: 1.5rem 0; }
figure > svg, figure > img, main img { max-width: 100%; height: auto; background: #fff; border-radius: 4px; }
pre { background: var(--code); padding: 0.7rem 0.9rem; overflow-x: auto; border-radius: 4px;
  font: 0.82rem/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.88em; }
details.code { margin: 0.6rem 0; }
summary { cursor: pointer; }
pre.error { color: var(--bad); background: var(--bad-ground); border-left: 4px solid var(--bad);
  white-space: pre-wrap; }
.failed { color: var(--bad); }
th { text-align: left; }
table { border-collapse: collapse; font-size: 0.9rem; }
section > table th, section > table td { border-bottom: 1px solid var(--line); padding: 0.2em 0.9em 0.2em 0; }
td { vertical-align: top; }
.default { color: var(--soft); }
nav .part { margin-top: 1rem; }
blockquote { border-left: 3px solid var(--line); margin-left: 0; padding-left: 1rem; color: var(--soft); }
@media (max-width: 60rem) { body { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 0 1rem; }
  nav { position: static; height: auto; } }
@media print { nav { display: none; } body { display: block; } figure { break-inside: avoid; } }
`;
