// What an emitted API description and its operations look like: the data that the run time works on.
// Types only; nothing in here behaves.
import type { PathValues } from "./call.ts";
import type { CallIssue } from "./errors.ts";
import type { CallOptions, HeaderValues } from "./options.ts";
import type { Issue } from "./validate.ts";

/** Sends one HTTP request: the global `fetch`, `mockServer().fetch`, or a function of your own. */
export type Fetch = (request: Request) => Promise<Response>;

/** Checks a value: the value itself, or everything that is wrong with it. Never throws. */
export type Validate = (
  value: unknown,
) =>
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** How a credential travels. `name` is the header or the query parameter. */
export type Carrier =
  | { readonly in: "bearer"; readonly wire?: undefined }
  | {
      readonly in: "header" | "query";
      readonly name: string;
      /** What stands before the secret: `Basic `, or `sid=` of a cookie. */
      readonly before?: string;
      /** What is sent, where that is not the secret itself; `headers` are those that are there. */
      readonly wire?: (secret: string, headers: Readonly<Record<string, string>>) => string;
    };

/** Alternatives, each the client options that must be given together. `[]`: nothing is needed. */
export type Security = readonly (readonly string[])[];

/** The object around every result, by the names of its properties. */
export interface Envelope {
  readonly result: string;
  readonly success?: string;
  readonly errors?: string;
}

/** How a parameter travels; `json` is JSON text. */
export interface Style {
  readonly style:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "deepObject"
    | "cookie"
    | "json";
  readonly explode?: boolean;
  /** Whether reserved characters are not percent-encoded. */
  readonly reserved?: boolean;
}

/** The parameters of an operation that travel otherwise than they do without a word, by wire name. */
export interface Styles<S = Style> {
  readonly path?: Readonly<Record<string, S>>;
  readonly query?: Readonly<Record<string, S>>;
  readonly headers?: Readonly<Record<string, S>>;
  readonly cookies?: Readonly<Record<string, S>>;
}

/** A body as it is sent. */
export interface Payload {
  readonly body: BodyInit;
  /** The `Content-Type`. */
  readonly type: string;
  /** Whether it is a stream, which can't be sent again. */
  readonly once?: boolean;
}

/** JSON text, or a body of another kind; undefined where there is none. */
export type Sent = string | Payload | undefined;

/** Writes a body that is not JSON. */
export type Encode = (content: unknown) => Payload | Promise<Payload>;

/** A body of one media type. */
export interface RequestContent {
  readonly validate: Validate;
  /** Whether the caller must give it. */
  readonly required?: boolean;
  /** Whether `{}` is sent where the caller leaves the body out. */
  readonly emptyObject?: boolean;
  /** `application/json` where it is absent. */
  readonly mediaType?: string;
  /** Absent: it is JSON. */
  readonly encode?: Encode;
}

/** What goes into a request, and the texts that must not be seen anywhere else. */
export interface Authorisation {
  readonly headers: Record<string, string>;
  readonly query: Record<string, string>;
  readonly secrets: string[];
}

/** What an operation does otherwise than the run time does without a word. */
export interface Wire {
  readonly validate: (
    operation: Operation,
    path: PathValues,
    content: unknown,
    call: CallOptions,
    all: boolean,
  ) => readonly CallIssue[];
  readonly encode: (operation: Operation, content: unknown) => Sent | Promise<Sent>;
  readonly make: (
    options: { readonly baseUrl: string; readonly headers?: HeaderValues },
    operation: Operation,
    path: PathValues,
    body: Sent,
    call: CallOptions,
    authorisation: Authorisation,
    signal: AbortSignal,
  ) => Request;
}

/** An address with the values that its variables may have (none: any) after their defaults. */
export interface ServerTemplate {
  readonly url: string;
  readonly variables?: Readonly<Record<string, readonly [standard: string, ...values: string[]]>>;
}

/** One document. */
export interface ApiDescription {
  readonly baseUrl: string;
  /** Where there are several, or variables; the first one is `baseUrl`. */
  readonly servers?: readonly ServerTemplate[];
  /** Path parameters that a client takes once: `{ account_id: "accountId" }`, wire name to option. */
  readonly bound: Readonly<Record<string, string>>;
  /** By client option: `{ apiToken: { in: "bearer" } }`. */
  readonly credentials: Readonly<Record<string, Carrier>>;
  /** What every operation without a `security` of its own needs; demanded when a client is made. */
  readonly security: Security;
  readonly envelope?: Envelope;
}

/** The body of an answer. */
export interface Content {
  /** Of the whole body. */
  readonly validate?: Validate;
  /** Whether it is the API's envelope, and a call gives what is inside. */
  readonly enveloped?: boolean;
  /** Reads what is not JSON. */
  readonly read?: (response: Response, reading: Reading) => Promise<unknown>;
}

/** What a stream must know of its call: it is read when that is over. */
export interface Reading {
  readonly operation: string;
  readonly signal: AbortSignal | undefined;
  /** Is told of items that are not what the document says. Undefined: nobody listens. */
  readonly onInvalid: OnInvalid | undefined;
}

/** Is told of what is not as the document says; what it throws is what the caller gets. */
export type OnInvalid = (issues: readonly Issue[], data: unknown) => void;

/** One operation; a constant without side effects, so that what is not used is left out. */
export interface Operation {
  /** `pets.visits.list` */
  readonly id: string;
  /** `POST` */
  readonly method: string;
  /** The URL template without the server: `/pets/{pet_id}/visits`. The value of `{+name}` may have slashes. */
  readonly path: string;
  /** The address of a server of its own. */
  readonly baseUrl?: string;
  /** Every path parameter, bound ones included, by wire name. */
  readonly parameters: Readonly<Record<string, Validate>>;
  /** Validators of an object of all query parameters (headers), by wire name. */
  readonly query?: Validate;
  readonly headers?: Validate;
  readonly cookies?: Validate;
  /** Where parameters, or the body, travel otherwise than without a word. */
  readonly wire?: Wire;
  /** `others` are those that the option `contentType` of a call chooses, by media type. */
  readonly body?: RequestContent & { readonly others?: Readonly<Record<string, RequestContent>> };
  /** The body of a success. Absent: no JSON is expected, and a text is given as it is. */
  readonly response?: Content;
  /**
   * The operation as an answer shows it, with the `response` that this one has: where answers are
   * not all one JSON.
   */
  readonly choose?: (response: Response, call: CallOptions, onInvalid?: OnInvalid) => Operation;
  /** Reads the body of the answer that was chosen by, where it is not JSON. */
  readonly read?: () => Promise<unknown>;
  /** Whether `{}` is given where a success carries no result: an envelope without, 204 or 205. */
  readonly emptyObject?: boolean;
  /** The property that a bare list stands for, where a server sends a list instead of the object. */
  readonly bareList?: string;
  /** Whether a repetition can do no harm. */
  readonly idempotent?: boolean;
  readonly security?: Security;
}
