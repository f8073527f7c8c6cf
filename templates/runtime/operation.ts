// What an emitted API description and its operations look like: the data that the run time works on.
// Types only; nothing in here behaves.
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
  { readonly in: "bearer" | "basic" } | { readonly in: "header" | "query"; readonly name: string };

/** Alternatives, each the client options that must be given together. `[]`: nothing is needed. */
export type Security = readonly (readonly string[])[];

/** The object around every result, by the names of its properties. */
export interface Envelope {
  readonly result: string;
  readonly success?: string;
  readonly errors?: string;
}

/** One document. */
export interface ApiDescription {
  readonly baseUrl: string;
  /** Path parameters that a client takes once: `{ account_id: "accountId" }`, wire name to option. */
  readonly bound: Readonly<Record<string, string>>;
  /** By client option: `{ apiToken: { in: "bearer" } }`. */
  readonly credentials: Readonly<Record<string, Carrier>>;
  /** What every operation without a `security` of its own needs; demanded when a client is made. */
  readonly security: Security;
  readonly envelope?: Envelope;
}

/** One operation; a constant without side effects, so that what is not used is left out. */
export interface Operation {
  /** `pets.visits.list` */
  readonly id: string;
  /** `POST` */
  readonly method: string;
  /** The URL template without the server: `/pets/{pet_id}/visits`. */
  readonly path: string;
  /** Every path parameter, bound ones included, by wire name. */
  readonly parameters: Readonly<Record<string, Validate>>;
  /** Validators of an object of all query parameters (headers), by wire name. */
  readonly query?: Validate;
  readonly headers?: Validate;
  readonly body?: {
    readonly validate: Validate;
    /** Whether the caller must give it. */
    readonly required?: boolean;
    /** Whether `{}` is sent where the caller leaves the body out. */
    readonly emptyObject?: boolean;
    /** `application/json` where it is absent. */
    readonly mediaType?: string;
  };
  /** The whole body of a success. Absent: no JSON is expected, and a text is given as it is. */
  readonly response?: {
    readonly validate: Validate;
    /** Whether it is the API's envelope, and a call gives what is inside. */
    readonly enveloped?: boolean;
  };
  /** Whether `{}` is given where a success carries no result: an envelope without, 204 or 205. */
  readonly emptyObject?: boolean;
  /** The property that a bare list stands for, where a server sends a list instead of the object. */
  readonly bareList?: string;
  /** Whether a repetition can do no harm. */
  readonly idempotent?: boolean;
  readonly security?: Security;
}
