// A comparison as one page to look at: no script, nothing from elsewhere, dark or light as the reader's
// system is. Nothing of a document becomes markup.
import { frame } from "../../document/frame.ts";
import type { Side, Weight } from "../change.ts";
import { html } from "./escape.ts";
import {
  counts,
  doubt,
  type Located,
  type Place,
  type Report,
  WEIGHTS,
  witnessText,
} from "./report.ts";
import { STYLE } from "./style.ts";

const HEADINGS: Readonly<Record<Weight, string>> = {
  major: "Breaks callers",
  minor: "New for callers",
  patch: "Nothing that callers must know",
};

export function printHtml({ names, changes }: Report): string {
  const title = `API changes: ${changes.length === 0 ? "none" : counts(changes)}`;
  const sections = WEIGHTS.flatMap((weight) => section(weight, changes));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${html(title)}</h1>
<p>From <code>${html(names.old)}</code> to <code>${html(names.new)}</code>.</p>
${navigation(changes)}
</header>
<main>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function navigation(changes: readonly Located[]): string {
  const links = WEIGHTS.flatMap((weight) => {
    const number = changes.filter((change) => change.weight === weight).length;
    return number === 0 ? [] : [`<a class="${weight}" href="#${weight}">${number} ${weight}</a>`];
  });
  return links.length === 0 ? "" : `<nav>${links.join(" ")}</nav>`;
}

function section(weight: Weight, changes: readonly Located[]): readonly string[] {
  const own = changes.filter((change) => change.weight === weight);
  if (own.length === 0) return [];
  return [
    `<section id="${weight}">\n<h2>${HEADINGS[weight]}</h2>\n${own.map(entry).join("\n")}\n</section>`,
  ];
}

function entry(change: Located): string {
  const { weight, code, subject, message, wire, caller, places } = change;
  const rows = [
    ["Undecided", doubt(change).replace(/^undecided(?:, )?/, "") || doubt(change)],
    ["On the wire", wire],
    ["In code", caller],
    ["Witness", witnessText(change)],
  ].flatMap(([name, text]) => (text === "" ? [] : [`<dt>${name}</dt><dd>${prose(text!)}</dd>`]));
  const frames = (["old", "new"] as const).flatMap((side) => around(side, places[side]));
  return [
    `<article class="${weight}">`,
    `<h3>${prose(subject === "" ? code : subject)} <small>${html(code)}</small></h3>`,
    `<p>${prose(message)}</p>`,
    ...(rows.length === 0 ? [] : [`<dl>${rows.join("")}</dl>`]),
    ...(frames.length === 0 ? [] : [`<div class="frames">${frames.join("")}</div>`]),
    "</article>",
  ].join("\n");
}

/** Words between backticks are code; everything is text. */
function prose(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? `<code>${html(piece)}</code>` : html(piece)))
    .join("");
}

function around(side: Side, place: Place | undefined): readonly string[] {
  if (place === undefined) return [];
  const where = `${side} · ${place.file}:${place.line}:${place.column}`;
  const lines = html(frame(place.text, place));
  return [`<details open><summary>${html(where)}</summary><pre>${lines}</pre></details>`];
}
