// Hostile texts, and what remains of them where a document's grammar lets only some characters through.
const RUN = "globalThis.hacked=1";

export const TEXTS: readonly string[] = [
  `*/ ${RUN}; /*`,
  `\`\${${RUN}}\``,
  `"; ${RUN}; "`,
  `'; ${RUN}; '`,
  `\\"; ${RUN} //`,
  `line\n${RUN}\n// break`,
  `\u2028${RUN}\u2029`,
  `</script><script>${RUN}</script><!--`,
  `{@link x} @example\n\`\`\`ts\n${RUN}\n\`\`\`\n@throws x`,
  `/${RUN}/; [${RUN}] (${RUN}) {${RUN}}`,
  "__proto__",
  "constructor",
  "\u202e reversed \u0000 zero",
  "| a | b |\n| --- |",
];

/** More for the random documents: each is short, since they are put anywhere. */
export const MORE_TEXTS: readonly string[] = [
  ...TEXTS,
  `*/${RUN}/*`,
  `\r${RUN}\r`,
  `\\u002a/ ${RUN}`,
  `*\\/${RUN}`,
  `\${${RUN}}`,
  `\\`,
  `"`,
  `\``,
  `]]>${RUN}`,
  `-->${RUN}<!--`,
  `;${RUN}`,
  `,${RUN},`,
  `:${RUN}`,
  `a";import("data:text/javascript,${RUN}");"`,
  "toString",
  "hasOwnProperty",
  "then",
  "default",
  "\ud800",
  "",
  " ",
  "$&$1$`",
  "%s%d%00%2f",
  "../../etc/x",
  "#/components/schemas/Part",
  "javascript:alert(1)",
  "~0~1/",
  "🙈".repeat(3),
];

/** Gives the text of a position, which is named once. */
export type Fill = (position: string) => string;

/** What remains of a text where a document's grammar allows only some characters. */
export const token = (text: string): string => `x${text.replace(/[^!#$%&'*+.^_`|~\w-]/g, "")}`;
export const segment = (text: string): string => text.replace(/[{}?#]/g, "");
/** Of the address of a server; a host is never empty. */
export const host = (text: string): string => `h${text.replace(/[\s/?#@\\{}]/g, "")}`;
export const path = (text: string): string => text.replace(/[\s?#\\{}]/g, "");
export const printable = (text: string): string => text.replace(/[^ -~]|["\\]/g, "");
export const quoted = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/-/g, "");

/** A text as it is, or cleaned where the document must be legal: errors would hide the rest. */
export type Keep = (clean: (text: string) => string, position: string) => string;

/** Values of a string schema that agree with one another. */
export function constants(fill: Fill, position: string): object {
  return {
    title: fill(`${position}.title`),
    description: fill(`${position}.schema`),
    enum: [fill(`${position}.enum`), "other"],
    default: fill(`${position}.enum`),
    examples: [fill(`${position}.enum`)],
  };
}
