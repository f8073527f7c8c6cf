// The style of one queue: its numbers and rates, the forms to push and pull, and its messages.

const SUMMARY = `
#name { font-size: 20px; line-height: 1.3; overflow-wrap: anywhere; }
#options { margin-top: 2px; color: var(--muted); font-size: 12.5px; }
#tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; margin: 12px 0; }
#tiles > div, figure, .tools form { border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
#tiles > div { padding: 8px 14px; }
#tiles dt { color: var(--muted); font-size: 12px; }
#tiles [data-number] { font-size: 24px; font-weight: 600; line-height: 1.25; letter-spacing: -.01em; }
#tiles [data-some=false] { color: var(--muted); font-weight: 500; }
#tiles .leased [data-some=true] { color: var(--leased); }
#tiles .delayed [data-some=true] { color: var(--delayed); }
#tiles .dead [data-some=true] { color: var(--dead); }
figure { padding: 10px 14px 8px; }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; color: var(--muted); font-size: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; }
.legend b { display: inline-block; min-width: 3ch; text-align: right; color: var(--text); font-weight: 600; }
.legend i { display: inline-block; width: 16px; margin-right: 6px; border-top: 2px solid; vertical-align: middle; }
[data-rate=pushed] i { border-color: var(--pushed); }
[data-rate=pulled] i { border-color: var(--pulled); border-top-style: dashed; }
[data-rate=acked] i { border-color: var(--acked); }
.plot { position: relative; margin-top: 6px; }
#most { position: absolute; top: 2px; left: 0; color: var(--muted); font-size: 11px; line-height: 1.2; }
#chart { display: block; width: 100%; height: 92px; overflow: visible; }
#chart path { fill: none; stroke-width: 1.75; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
#chart .grid path { stroke: var(--line); stroke-width: 1; }
#chart .grid .base { stroke: var(--edge); opacity: .6; }
#chart #area { fill: var(--pushed); opacity: .08; }
#pushed { stroke: var(--pushed); }
#pulled { stroke: var(--pulled); stroke-dasharray: 5 3; }
#acked { stroke: var(--acked); }
.axis { display: flex; justify-content: space-between; margin-top: 4px; color: var(--muted); font-size: 11px; }`;

const TOOLS = `
.tools form { display: grid; gap: 10px; margin-bottom: 16px; padding: 14px; }
.tools h3 { display: flex; justify-content: space-between; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 10px; align-items: end; }`;

const MESSAGES = `
.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 8px; }
#filter { margin-left: auto; }
.bar label { display: flex; align-items: center; gap: 8px; }
.bar label > * { margin: 0; }
.bar input[type=number] { width: 80px; }
.bar select { width: auto; max-width: 200px; }
#filter { display: flex; align-items: center; gap: 2px; padding: 2px; border: 0; border-radius: 8px; background: var(--sunken); }
#filter legend { position: absolute; clip-path: inset(50%); }
#filter input { position: absolute; opacity: 0; }
#filter span { padding: 2px 10px; border-radius: 6px; cursor: pointer; }
#filter :checked + span { background: var(--surface); color: var(--text); box-shadow: 0 0 0 1px var(--line); }
#filter :focus-visible + span { outline: 2px solid var(--accent); }
#messages { --acts: 116px; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
#messages:not(:has(.acts button:not([hidden]))) { --acts: 0px; }
#messages:empty { display: none; }
#messages > li { display: grid; grid-template: "state preview attempts age acts" / 112px minmax(0, 1fr) 72px 44px var(--acts); gap: 0 10px; align-items: center; min-height: 37px; padding: 3px 8px 3px 12px; }
#messages > li + li { border-top: 1px solid var(--line); }
#messages > li:focus-visible { outline-offset: -2px; border-radius: 10px; }
.state { grid-area: state; display: flex; gap: 8px; }
.state b { padding: 0 8px; border-radius: 10px; background: var(--sunken); color: var(--waiting); font-size: 12px; font-weight: 500; }
.state time { color: var(--muted); font-size: 12.5px; }
[data-state=leased] > .state b { background: var(--leased-soft); color: var(--leased); }
[data-state=delayed] > .state b { background: var(--delayed-soft); color: var(--delayed); }
.preview { grid-area: preview; padding: 4px 0; border: 0; background: none; font-size: 12.5px; font-weight: 400; text-align: left; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.preview:hover { text-decoration: underline; text-decoration-color: var(--edge); text-underline-offset: 3px; }
.attempts { grid-area: attempts; }
.age { grid-area: age; text-align: right; }
.attempts, .age { color: var(--muted); font-size: 12.5px; white-space: nowrap; }
.acts { grid-area: acts; display: flex; justify-content: end; gap: 6px; }
.acts:not(:has(button:not([hidden]))) { display: none; }
.acts button { padding: 1px 10px; font-size: 12.5px; }
.whole { grid-column: 1 / -1; padding: 3px 4px 9px 0; }
.whole dl { display: flex; flex-wrap: wrap; gap: 2px 20px; margin-bottom: 8px; font-size: 12px; }
.whole dl div { display: flex; gap: 6px; }
.whole dt { color: var(--muted); }
.whole dd { overflow-wrap: anywhere; }
.whole pre { max-height: 320px; overflow: auto; padding: 8px 12px; border-radius: 8px; background: var(--sunken); font-size: 12.5px; line-height: 1.35; white-space: pre-wrap; overflow-wrap: anywhere; }
.whole > button { margin-top: 8px; }
#no-messages:empty { display: none; }
#pages { margin-top: 10px; color: var(--muted); font-size: 12.5px; }`;

/** Goes before what holds for narrow windows. */
export const QUEUE_STYLE: string = SUMMARY + TOOLS + MESSAGES;
