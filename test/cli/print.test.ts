// The printers of a comparison: nothing of a document commands a terminal, becomes markup or a script.
import { expect, test } from "vitest";
import type { Change } from "../../generator/diff/change.ts";
import { printHtml } from "../../generator/diff/print/html.ts";
import { printMarkdown } from "../../generator/diff/print/markdown.ts";
import { counts, reportOf, weigh } from "../../generator/diff/print/report.ts";
import { printText } from "../../generator/diff/print/text.ts";

const change = (rest: Partial<Change>): Change => ({
  ...{ code: "request-property-required", weight: "major", verdict: "breaking" },
  ...{
    subject: "`POST /pets`, request body /name",
    message: "The property `name` is required now.",
  },
  ...{ wire: "Requests without it are refused.", caller: "Code without it does not compile." },
  ...{ old: "/info/title", new: "/info/title", keyword: undefined },
  witness: { value: { a: 1 }, acceptedBy: "old", issue: "`/name` is required" },
  ...rest,
});

const OLD = { path: "old.yaml", text: "openapi: 3.1.0\ninfo:\n  title: One\n" };
const NEW = { path: "spec/new.yaml", text: "openapi: 3.1.0\ninfo:\n\n  title: Two\n" };
const paint = (_style: string, text: string): string => text;

const CHANGES = [
  change({
    weight: "patch",
    verdict: "compatible",
    code: "docs-changed",
    subject: "",
    witness: undefined,
    wire: "",
    caller: "",
    old: undefined,
    message: "Words.",
  }),
  change({}),
  change({
    weight: "major",
    verdict: "undecided",
    keyword: "pattern",
    witness: undefined,
    new: undefined,
  }),
];

test("text: the heaviest first, with places and frames", () => {
  expect(printText(reportOf(OLD, NEW, CHANGES), paint))
    .toBe(`major    \`POST /pets\`, request body /name request-property-required
         The property \`name\` is required now.
         on the wire: Requests without it are refused.
         in code: Code without it does not compile.
         witness: {"a":1} is accepted by the old document; the new one says: \`/name\` is required
         old old.yaml:3:3
           1 | openapi: 3.1.0
           2 | info:
         > 3 |   title: One
             |   ^^^^^
           4 |
         new spec/new.yaml:4:3
           2 | info:
           3 |
         > 4 |   title: Two
             |   ^^^^^
           5 |

major    \`POST /pets\`, request body /name request-property-required
         The property \`name\` is required now.
         undecided: because of \`pattern\`
         on the wire: Requests without it are refused.
         in code: Code without it does not compile.
         old old.yaml:3:3
           1 | openapi: 3.1.0
           2 | info:
         > 3 |   title: One
             |   ^^^^^
           4 |

patch    docs-changed
         Words.
         new spec/new.yaml:4:3

2 major, 1 patch from old.yaml to spec/new.yaml`);
});

test("markdown: a table for each weight", () => {
  expect(printMarkdown(reportOf(OLD, NEW, CHANGES))).toBe(`## API changes: 2 major, 1 patch

From old.yaml to spec/new.yaml.

### Major: breaks callers

| Where | What | On the wire | In code |
| --- | --- | --- | --- |
| \`POST /pets\`, request body /name<br>old.yaml:3<br>spec/new.yaml:4 | The property \`name\` is required now.<br>\\{"a":1\\} is accepted by the old document; the new one says: \`/name\` is required | Requests without it are refused. | Code without it does not compile. |
| \`POST /pets\`, request body /name<br>old.yaml:3 | The property \`name\` is required now.<br>undecided, because of \`pattern\` | Requests without it are refused. | Code without it does not compile. |

### Patch: nothing that callers must know

| Where | What | On the wire | In code |
| --- | --- | --- | --- |
| spec/new.yaml:4 | Words. |  |  |`);
});

test("html: one page, in itself", () => {
  const page = printHtml(reportOf(OLD, NEW, CHANGES));
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain('<section id="major">');
  expect(page).toContain("<code>POST /pets</code>, request body /name");
  expect(page).toContain("prefers-color-scheme: dark");
  expect(page).toContain("<dt>Undecided</dt><dd>because of <code>pattern</code></dd>");
  expect(page).not.toMatch(/<script|<link|<img|https?:|url\(|@import/);
});

test("no change is said", () => {
  const none = reportOf(OLD, NEW, []);
  expect(printText(none, paint)).toBe("no change from old.yaml to spec/new.yaml");
  expect(printMarkdown(none)).toBe("## API changes: none\n\nFrom old.yaml to spec/new.yaml.");
  expect(printHtml(none)).toContain("<h1>API changes: none</h1>");
});

test("an undecided change weighs what one says", () => {
  expect(counts(weigh(CHANGES, "minor"))).toBe("1 major, 1 minor, 1 patch");
  expect(counts(weigh(CHANGES, "major"))).toBe("2 major, 1 patch");
});

const EVIL =
  "\u001b[2J\u0007\u202e\u2028 <script>alert(1)</script> <img src=x onerror=y> \"'&amp; | ` `` ```\n\n# x\n| a | b |\n@octocat #12 [a](javascript:b) ![c](d) <!-- --> ~~~ &lt;";

function evil(): ReturnType<typeof reportOf> {
  const text = `openapi: 3.1.0\ninfo:\n  title: ${JSON.stringify(EVIL)} # ${EVIL.replace(/\s/g, " ")}\n`;
  const said = { subject: EVIL, message: EVIL, wire: EVIL, caller: EVIL, keyword: EVIL };
  const witness = { value: { [EVIL]: EVIL }, acceptedBy: "old", issue: EVIL } as const;
  const all = [
    change({ ...said, witness }),
    change({ ...said, verdict: "undecided", weight: "minor" }),
  ];
  return reportOf({ path: `${EVIL}.yaml`, text }, { path: "n", text }, all);
}

test("nothing of a document commands a terminal", () => {
  expect(printText(evil(), paint)).not.toMatch(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/,
  );
});

test("nothing of a document becomes markdown", () => {
  const text = printMarkdown(evil());
  const lines = text.split("\n");
  expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(3);
  const rows = lines.filter((line) => line.startsWith("| ") && !/^\| (?:---|Where)/.test(line));
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    const cells = row.split(/(?<!\\)\|/);
    expect(cells).toHaveLength(6);
    // What stands in code is text to begin with.
    const prose = row.replaceAll("<br>", "").replace(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
    expect(prose).not.toMatch(/(?<!\\)[<[\]]|@octocat|#12|(?<!\\)&/);
  }
});

test("nothing of a document becomes HTML", () => {
  const page = printHtml(evil());
  const tags = [...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name);
  const known =
    "html head meta title style body header h1 p code nav a main section h2 article h3 small dl dt dd div details summary pre";
  expect(new Set(tags)).toEqual(new Set(known.split(" ")));
  expect(page.match(/<!/g)).toHaveLength(1);
  expect(page).not.toMatch(/<[^>]*\son\w+=/);
  expect(page).not.toMatch(/[\u0007\u001b\u202e\u2028]/);
});

test("a comment is never longer than GitHub takes", () => {
  const many = Array.from({ length: 3000 }, () => change({ message: "x".repeat(100) }));
  const text = printMarkdown(reportOf(OLD, NEW, many));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/… and \d+ more\.$/);
});
