// Whether this node can run onespec. Imports nothing, so that an old node can still read it.

/** The oldest node that the dependencies run on. */
export const OLDEST_NODE: readonly [major: number, minor: number] = [22, 12];

/** One line that says what is wrong with a node of this version ("20.20.2"); undefined: nothing. */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor, leastMinor] = OLDEST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `onespec needs node ${leastMajor}.${leastMinor} or later, and this is node ${version}.`;
}
