// The style of the page: colours, what all of it shares, its frame, and what differs where there is
// little room. System fonts, light and dark, wide and narrow; nothing moves.
import { QUEUE_STYLE } from "./page-css-queue.ts";

const COLOURS = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f4; --surface: #fff; --sunken: #f1f2f3; --line: #e2e4e7; --edge: #8b929b;
  --text: #1b1f24; --muted: #59626d; --accent: #2a56c6; --on-accent: #fff; --chosen: #e9effc;
  --leased: #6a3fc0; --leased-soft: #f0eafb; --delayed: #8a5a00; --delayed-soft: #fbf1dc;
  --dead: #b3261e; --waiting: #4a5560; --good: #1a7040; --pushed: #2a62d8; --pulled: #8250d8; --acked: #1c8a4e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131518; --surface: #1a1d21; --sunken: #212529; --line: #2d3238; --edge: #757e88;
    --text: #e7e9ec; --muted: #a0a8b1; --accent: #8caeff; --on-accent: #0e1a38; --chosen: #22304f;
    --leased: #c0a3ff; --leased-soft: #2c2444; --delayed: #e8b95c; --delayed-soft: #362b15;
    --dead: #ff8f85; --waiting: #a9b3bd; --good: #6fcf97; --pushed: #79a4ff; --pulled: #bd97ff; --acked: #5cc98c;
  }
}`;

const BASICS = `
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
html { font: 14px/1.45 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif; }
body { display: flex; flex-direction: column; min-height: 100vh; background: var(--ground); color: var(--text); font-variant-numeric: tabular-nums; }
h1 { display: flex; align-items: center; gap: 10px; font-size: 16px; font-weight: 650; }
h2 { font-size: 13px; font-weight: 650; }
h3 { font-size: 13px; font-weight: 650; }
kbd { display: inline-block; min-width: 18px; padding: 0 4px; border: 1px solid var(--line); border-radius: 4px;
  background: var(--surface); color: var(--muted); font: 500 11px/16px system-ui, sans-serif; text-align: center; }
.note, small, .empty { color: var(--muted); font-size: 12px; }
.empty { padding: 16px 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button, input, select, textarea { font: inherit; color: inherit; }
pre, textarea, .preview, #name { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "Liberation Mono", monospace; }
button { padding: 4px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); font-size: 13px; font-weight: 500; cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--edge); }
button:disabled { opacity: .5; cursor: default; }
button.main { border-color: transparent; background: var(--accent); color: var(--on-accent); padding-inline: 18px; }
button[aria-pressed=true] { background: var(--chosen); border-color: var(--accent); }
button.link { padding: 0; border: 0; background: none; color: var(--accent); font-weight: 500; text-decoration: underline; text-underline-offset: 2px; overflow-wrap: anywhere; text-align: left; }
input:not([type=radio], [type=checkbox]), select, textarea { width: 100%; min-width: 0; min-height: 32px; padding: 4px 8px; border: 1px solid var(--edge); border-radius: 6px; background: var(--surface); }
textarea { font-size: 12.5px; resize: vertical; }
::placeholder { color: var(--muted); opacity: 1; }
label { color: var(--muted); font-size: 12px; }
label > :is(input, select, textarea) { margin-top: 3px; color: var(--text); font-size: 13px; }
.act { display: flex; align-items: center; gap: 8px; }
.outcome { color: var(--good); font-size: 13px; overflow-wrap: anywhere; }
.outcome.bad { color: var(--dead); }
.outcome:empty { display: none; }
@media (prefers-reduced-motion: no-preference) { button, [role=option] { transition: background-color .12s, border-color .12s; } }`;

const FRAME = `
header { display: flex; align-items: center; gap: 16px; padding: 9px 24px; border-bottom: 1px solid var(--line); background: var(--surface); }
header p { margin-left: auto; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
header p::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 8px; border-radius: 50%; background: var(--edge); }
header p[data-live=true]::before { background: var(--acked); }
header p[data-live=false] { color: var(--dead); }
header p[data-live=false]::before { background: var(--dead); }
#no-queues { align-self: center; justify-self: center; max-width: 340px; padding: 96px 16px; font-size: 14px; text-align: center; }
#frame { flex: 1; display: grid; width: 100%; grid-template-columns: 252px minmax(0, 1fr); max-width: 1560px; margin: 0 auto; }
#entry { display: grid; gap: 12px; width: 100%; max-width: 360px; margin: 48px auto auto; padding: 24px; border: 1px solid var(--line); border-radius: 10px; background: var(--surface); }
.queues { padding: 18px 16px 20px 24px; }
.queues h2 { display: flex; justify-content: space-between; margin-bottom: 8px; }
[role=option] { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 8px; align-items: baseline; margin-bottom: 2px; padding: 7px 10px; border-radius: 8px; cursor: pointer; }
[role=option]:hover { background: var(--sunken); }
[role=option][aria-selected=true] { background: var(--chosen); }
[role=option] b { font-weight: 600; overflow-wrap: anywhere; }
[role=option] strong { font-weight: 600; }
[role=option] :is(small, .states) { grid-column: 1 / -1; }
[role=option] :is(small, span):empty { display: none; }
.states { display: flex; flex-wrap: wrap; gap: 0 10px; color: var(--muted); font-size: 12px; }
.states .leased { color: var(--leased); }
.states .delayed { color: var(--delayed); }
.states .dead { color: var(--dead); }
#open { display: flex; align-items: end; gap: 8px; margin-top: 16px; padding-top: 16px; border-top: 1px solid var(--line); }
#open label { flex: 1; min-width: 0; }
main { display: grid; grid-template: "summary tools" auto "messages tools" 1fr / minmax(0, 1fr) 260px; gap: 16px 24px; padding: 16px 24px 28px 8px; }
.summary { grid-area: summary; }
.tools { grid-area: tools; }
.messages { grid-area: messages; }
footer { display: flex; flex-wrap: wrap; gap: 6px 28px; width: 100%; max-width: 1560px; margin: 0 auto; padding: 0 24px 20px; color: var(--muted); font-size: 12px; }
footer kbd:not(:first-child) { margin-left: 8px; }
footer label { display: flex; align-items: center; gap: 6px; }`;

const NARROW = `
@media (max-width: 1100px) {
  main { grid-template: "summary" "tools" "messages" / minmax(0, 1fr); }
  .tools { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(260px, 100%), 1fr)); gap: 16px; align-items: start; }
  .tools form { margin: 0; }
}
@media (max-width: 760px) {
  header { padding: 10px 16px; gap: 10px; }
  #frame { grid-template-columns: minmax(0, 1fr); }
  .queues { padding: 16px 16px 0; }
  #queues { max-height: 40vh; overflow: auto; padding: 3px; margin: -3px; }
  main { padding: 16px; }
  #tiles { grid-template-columns: 1fr 1fr; }
  #messages > li { grid-template: "state age" "preview preview" "attempts acts" / minmax(0, 1fr) auto; padding: 8px 12px; }
  .acts { min-height: 26px; }
  .bar h3 { width: 100%; }
  footer { padding: 0 16px 16px; }
}
@media (forced-colors: active) { [aria-selected=true], #filter :checked + span { outline: 2px solid Highlight; } }`;

export const STYLE: string = [COLOURS, BASICS, FRAME, QUEUE_STYLE, NARROW].join("").trimStart();
