// The chart of the README: two groups of bars, as one SVG that reads on light and on dark.
import type { CallRow } from "./calls.ts";
import type { Size } from "./sizes.ts";

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly label: string;
  readonly ours: boolean;
}

const WIDTH = 720;
const LEFT = 290;
const ROW = 26;

export function chart(sizes: readonly Size[], calls: readonly CallRow[]): string {
  const small = sizes.filter(({ gzip }) => gzip < 30_000);
  const groups: readonly (readonly [string, readonly Bar[]])[] = [
    [
      "Bundle, minified and gzipped (KB)",
      small.map(({ name, gzip }) => bar(name, gzip / 1000, `${(gzip / 1000).toFixed(1)} KB`)),
    ],
    [
      "One pull of ten messages, relative to a bare fetch",
      calls.map(({ name, ratio }) => bar(name, ratio, `${ratio.toFixed(2)}×`)),
    ],
  ];
  const parts: string[] = [];
  let y = 8;
  for (const [title, bars] of groups) {
    parts.push(`<text class="title" x="8" y="${y + 16}">${escape(title)}</text>`);
    y += 30;
    const most = Math.max(...bars.map(({ value }) => value));
    for (const entry of bars) {
      parts.push(row(entry, y, most));
      y += ROW;
    }
    y += 14;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="Sizes and speeds beside the official SDK">\n<style>${STYLE}</style>\n${parts.join("\n")}\n</svg>\n`;
}

const STYLE =
  "text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-weight:600}.ours{fill:#0969da}.peer{fill:#afb8c1}" +
  "@media(prefers-color-scheme:dark){text{fill:#9198a1}.ours{fill:#4493f8}.peer{fill:#656c76}}";

function bar(name: string, value: number, label: string): Bar {
  return {
    name: name.replaceAll("`", ""),
    value,
    label,
    ours: !/cloudflare|openapi-fetch|bare/.test(name),
  };
}

function row({ name, value, label, ours }: Bar, y: number, most: number): string {
  const width = Math.max(2, Math.round((value / most) * (WIDTH - LEFT - 80)));
  return [
    `<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${escape(name)}</text>`,
    `<rect class="${ours ? "ours" : "peer"}" x="${LEFT}" y="${y + 2}" width="${width}" height="16" rx="3"/>`,
    `<text x="${LEFT + width + 8}" y="${y + 14}">${label}</text>`,
  ].join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
