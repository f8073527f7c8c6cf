// The looks of the page that html.ts prints. A constant, in which nothing of a document stands.

export const STYLE: string = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --code: #f6f8fa; --major: #b3261e; --minor: #8a5a00; --patch: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --code: #151b23; --major: #ff8078; --minor: #e3b341; --patch: #56d364; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.2rem; }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
h3 small { color: var(--soft); font-weight: normal; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
nav a { padding: .1rem .75rem; border: 1px solid currentColor; border-radius: 1rem; text-decoration: none; }
article { margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--own); border-radius: 6px; }
.major { --own: var(--major); } .minor { --own: var(--minor); } .patch { --own: var(--patch); }
nav a { color: var(--own); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: .875em/1.45 ui-monospace, monospace; }
code { padding: .1em .3em; border-radius: 4px; background: var(--code); overflow-wrap: anywhere; }
.frames { display: flex; flex-wrap: wrap; gap: .75rem; }
details { flex: 1 1 auto; min-width: 0; max-width: 100%; } summary { color: var(--soft); cursor: pointer; overflow-wrap: anywhere; }
pre { margin: .25rem 0 0; padding: .5rem .75rem; border-radius: 6px; background: var(--code); overflow-x: auto; }
@media (max-width: 40rem) { body { padding: 1rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
`;
