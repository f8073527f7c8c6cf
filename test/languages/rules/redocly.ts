// The part of redocly's plugin interface that the rules use. Types only.

export type Node = Readonly<Record<string, unknown>>;

export interface Location {
  /** The place of a member. */
  child(path: readonly (string | number)[]): Location;
}

export interface Context {
  readonly location: Location;
  report(problem: { readonly message: string; readonly location?: Location }): void;
  /** What a reference refers to; the value itself where it is none. */
  resolve(node: unknown): { readonly node?: unknown };
}

export type Visit = (node: Node, context: Context) => void;

/** A rule: what it does at which kind of node. */
export type Rule = () => Readonly<Record<string, { readonly enter: Visit } | Visit>>;
