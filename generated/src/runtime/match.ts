// URL templates → tests of paths. Literal segments are compared decoded; a parameter is never empty, and
// spans segments only as `{+name}`.

/** Path parameters by wire name, decoded. */
export type PathTexts = Readonly<Record<string, string>>;

export interface PathTemplate {
  /** Sorts before that of a less specific template: literal segments go first. */
  readonly rank: string;
  readonly match: (segments: readonly string[]) => PathTexts | undefined;
}

const ORIGIN = /^[a-z][a-z\d+.-]*:\/\/[^/]*/i;

/** The path of a URL or of a URL template. */
export function pathOf(url: string): string {
  return url.replace(ORIGIN, "");
}

/** What the URLs of a template look like; one without a host stands on any. */
export function urlPattern(template: string): RegExp {
  const origin = ORIGIN.exec(template)?.[0];
  const parts = pathOf(template).split(/\{(\+?)[^{}]*\}/);
  const path = parts
    .map((part, index) =>
      index % 2 === 0 ? escape(encodeURI(decode(part))) : part === "+" ? ".+" : "[^/]+",
    )
    .join("");
  return new RegExp(`^${origin === undefined ? "https?://[^/]+" : escape(origin)}${path}$`);
}

/** The segments of a path, decoded. */
export function segmentsOf(path: string): readonly string[] {
  return path.split("/").map(decode);
}

export function compilePath(template: string): PathTemplate {
  const segments = template.split("/").map(compileSegment);
  return {
    // A template that goes on is more specific than one that takes all the rest.
    rank: `${segments.map(({ rank }) => rank).join("")}9`,
    match(texts) {
      const found = matchAll(segments, texts);
      return found && Object.fromEntries(found);
    },
  };
}

type Found = readonly (readonly [name: string, text: string])[];

function matchAll(
  [first, ...rest]: readonly Segment[],
  texts: readonly string[],
): Found | undefined {
  if (!first) return texts.length === 0 ? [] : undefined;
  const most = first.isWide ? texts.length - rest.length : 1;
  for (let count = 1; count <= most; count++) {
    const match = first.pattern.exec(texts.slice(0, count).join("/"));
    const others = match && texts.length >= count ? matchAll(rest, texts.slice(count)) : null;
    if (match && others)
      return [...first.names.map((name, at) => [name, match[at + 1]!] as const), ...others];
  }
  return undefined;
}

interface Segment {
  readonly names: readonly string[];
  readonly pattern: RegExp;
  /** Whether a parameter in it may span several segments. */
  readonly isWide: boolean;
  /** 0 where all of it is literal, 1 where a part is, 2 where nothing is; 3 and 4 are these two, wide. */
  readonly rank: number;
}

function compileSegment(text: string): Segment {
  // Every second part is the name of a parameter.
  const parts = text.split(/\{([^{}]*)\}/);
  const names = parts.filter((_, index) => index % 2 === 1).map((name) => name.replace(/^\+/, ""));
  const isWide = parts.some((part, index) => index % 2 === 1 && part.startsWith("+"));
  const source = parts.map((part, index) => (index % 2 === 1 ? "(.+?)" : escape(decode(part))));
  const rank = names.length === 0 ? 0 : /^\{[^{}]*\}$/.test(text) ? 2 : 1;
  return {
    names,
    isWide,
    rank: rank + (isWide ? 2 : 0),
    pattern: new RegExp(`^${source.join("")}$`, "su"),
  };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
