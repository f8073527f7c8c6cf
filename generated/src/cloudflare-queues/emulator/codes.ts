// The codes of failures as the service documents them. For most of them it documents no HTTP status:
// those here are what others saw or what fits best, and a setting replaces each.

/** What the service can answer. 7001, 7003, 9106, 10000, 10013 and 10026 come from its gateway. */
export type Code =
  | 7001
  | 7003
  | 9106
  | 10000
  | 10013
  | 10026
  | 10104
  | 10107
  | 10202
  | 10203
  | 10204
  | 10205
  | 10206
  | 10207
  | 10208
  | 10250
  | 10251
  | 10252
  | 10253
  | 15000;

/** One code: the HTTP status that it comes with, and its text where nothing more exact is said. */
export interface CodeFacts {
  readonly status: number;
  readonly message: string;
}

/** All codes. */
export const CODES: Readonly<Record<Code, CodeFacts>> = {
  7001: { status: 405, message: "Method not available for that URI." },
  7003: { status: 404, message: "No route for the URI" },
  9106: {
    status: 400,
    message: "Missing X-Auth-Key, X-Auth-Email or Authorization headers",
  },
  10000: { status: 403, message: "Authentication error" },
  10013: { status: 400, message: "The batch has no messages." },
  10026: { status: 400, message: "The request body is invalid." },
  10104: { status: 404, message: "The queue does not exist." },
  10107: { status: 400, message: "The queue identifier is malformed." },
  10202: { status: 400, message: "The delay of the batch is out of bounds." },
  10203: { status: 400, message: "The content type or the delay of the message is not valid." },
  10204: { status: 413, message: "The message is too large." },
  10205: { status: 413, message: "The batch is too large." },
  10206: { status: 413, message: "The batch has too few or too many messages." },
  10207: { status: 400, message: "The request body does not have the expected shape." },
  10208: { status: 400, message: "The request body is not JSON." },
  10250: { status: 429, message: "The queue is overloaded." },
  10251: { status: 429, message: "The queue has reached its storage limit." },
  10252: { status: 429, message: "The queue is paused." },
  10253: { status: 429, message: "The limit of the free plan has been reached." },
  15000: { status: 500, message: "An unknown internal error occurred." },
};

/** Thrown where a request is refused; it becomes a failure in the service's envelope. */
export class Refusal extends Error {
  readonly code: Code;
  /** A JSON pointer into the request body. */
  readonly pointer: string | undefined;
  constructor(code: Code, message: string = CODES[code].message, pointer?: string) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.pointer = pointer;
  }
}
