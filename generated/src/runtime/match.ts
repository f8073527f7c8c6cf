// URL templates → tests of paths. Literal segments are compared decoded; a parameter never
// spans segments and is never empty.

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
  const parts = pathOf(template).split(/\{[^{}]*\}/);
  const path = parts.map((part) => escape(encodeURI(decode(part)))).join("[^/]+");
  return new RegExp(`^${origin === undefined ? "https?://[^/]+" : escape(origin)}${path}$`);
}

/** The segments of a path, decoded. */
export function segmentsOf(path: string): readonly string[] {
  return path.split("/").map(decode);
}

export function compilePath(template: string): PathTemplate {
  const segments = template.split("/").map(compileSegment);
  return {
    rank: segments.map(({ rank }) => rank).join(""),
    match(texts) {
      if (texts.length !== segments.length) return undefined;
      const found: (readonly [string, string])[] = [];
      for (const [index, { names, pattern }] of segments.entries()) {
        const match = pattern.exec(texts[index]!);
        if (!match) return undefined;
        names.forEach((name, position) => found.push([name, match[position + 1]!]));
      }
      return Object.fromEntries(found);
    },
  };
}

interface Segment {
  readonly names: readonly string[];
  readonly pattern: RegExp;
  /** 0 where all of it is literal, 1 where a part is, 2 where nothing is. */
  readonly rank: number;
}

function compileSegment(text: string): Segment {
  // Every second part is the name of a parameter.
  const parts = text.split(/\{([^{}]*)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 1 ? "(.+?)" : escape(decode(part))));
  const rank = names.length === 0 ? 0 : /^\{[^{}]*\}$/.test(text) ? 2 : 1;
  return { names, pattern: new RegExp(`^${source.join("")}$`, "su"), rank };
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
