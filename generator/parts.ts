// The parts of a package that can be left out, for those who need the rest alone: of a large document
// they are most of what is made.

/** `fixtures`: with what is made of them, that is mock server, MSW handlers and vectors. */
export const PARTS = ["fixtures", "schemas"] as const;

export type Part = (typeof PARTS)[number];

/** What is left out; default: nothing. */
export type Without = readonly Part[];
