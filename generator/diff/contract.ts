// What two documents are compared by: everything a caller can notice, whatever generates the client.
// It reads more than the model (every media type, header, cookie and scope), and names every schema
// through the model's registry, by the direction in which its values travel. It compares nothing.
import type { Docs, Json, NamedSchema, Pointer } from "../model/model.ts";

/** One side of a comparison. */
export interface Contract {
  readonly title: string;
  readonly version: string;
  readonly servers: readonly ServerContract[];
  readonly operations: readonly OperationContract[];
  /** What the server calls at its callers: here it sends the requests. */
  readonly webhooks: readonly OperationContract[];
  readonly schemes: readonly SchemeContract[];
  /** By name; every `$ref` in them is a name of this map. */
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  /** Extensions at the document that steer the generator. */
  readonly extensions: Extensions;
  readonly docs: Docs;
  /** Contact, licence, tags and what else the document says of itself. */
  readonly words: Words;
}

export interface ServerContract {
  readonly url: string;
  readonly variables: readonly VariableContract[];
  readonly description: string;
  readonly at: Pointer;
}

/** A variable of a server's URL. */
export interface VariableContract {
  readonly name: string;
  readonly default: string | undefined;
  /** Undefined: any value. */
  readonly values: readonly string[] | undefined;
  readonly at: Pointer;
}

/** A security scheme: what identifies it to a caller, in words that can be compared. */
export interface SchemeContract {
  readonly name: string;
  /** `apiKey header X-Key`, `http bearer`, `oauth2` with its flows. */
  readonly kind: string;
  readonly flows: Json | undefined;
  readonly words: Words;
  readonly at: Pointer;
}

export interface OperationContract {
  /** `post /pets/{}/visits`: parameters of a path count by their place, not by their names. */
  readonly key: string;
  readonly method: string;
  readonly url: string;
  /** The operationId, or the one that is made of method and path. */
  readonly id: string;
  readonly parameters: readonly ParameterContract[];
  readonly body: BodyContract | undefined;
  readonly responses: readonly ResponseContract[];
  /** Alternatives; one that is empty says that none is needed. */
  readonly security: readonly Requirement[];
  /** Where they stand: at the operation, or at the document; undefined where nothing is said. */
  readonly securityAt: Pointer | undefined;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** `x-sunset`: the date from which a deprecated operation may go. */
  readonly sunset: string | undefined;
  readonly extensions: Extensions;
  readonly callbacks: readonly CallbackContract[];
  /** The path that it stands in, with what is said of it. */
  readonly item: { readonly docs: Docs; readonly at: Pointer };
  /** Those that stand at the operation or its path, in the place of the document's. */
  readonly servers: readonly ServerContract[];
  readonly docs: Docs;
  readonly at: Pointer;
}

/** What is only for people, beside summaries and descriptions: by field. */
export type Words = ReadonlyMap<string, Json>;

/** Extensions by name, with their values. */
export type Extensions = ReadonlyMap<string, { readonly value: Json; readonly at: Pointer }>;

/** The schemes that one alternative needs together, and the scopes of each. */
export type Requirement = ReadonlyMap<string, readonly string[]>;

export interface ParameterContract {
  readonly name: string;
  readonly in: "path" | "query" | "querystring" | "header" | "cookie";
  /** For a path parameter, its place in the URL template. */
  readonly index: number;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Its media type where it has `content`. */
  readonly mediaType: string | undefined;
  readonly schema: string;
  readonly deprecated: boolean;
  readonly sunset: string | undefined;
  readonly extensions: Extensions;
  readonly docs: Docs;
  readonly words: Words;
  readonly at: Pointer;
}

export interface MediaContract {
  readonly mediaType: string;
  /** One that is `true` where nothing is said about the value. */
  readonly schema: string;
  /** How the parts of a form are written, by their names. */
  readonly encoding: Words;
  readonly words: Words;
  readonly at: Pointer;
}

export interface BodyContract {
  readonly required: boolean;
  readonly media: readonly MediaContract[];
  readonly docs: Docs;
  readonly at: Pointer;
}

export interface HeaderContract {
  readonly name: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly mediaType: string | undefined;
  readonly schema: string;
  readonly deprecated: boolean;
  readonly docs: Docs;
  readonly words: Words;
  readonly at: Pointer;
}

export interface ResponseContract {
  /** "200", "4XX" or "default". */
  readonly status: string;
  readonly media: readonly MediaContract[];
  readonly headers: readonly HeaderContract[];
  readonly docs: Docs;
  /** Its links: what may be called next, which nothing is generated from. */
  readonly words: Words;
  readonly at: Pointer;
}

export interface CallbackContract {
  readonly name: string;
  readonly expression: string;
  readonly operations: readonly OperationContract[];
  readonly at: Pointer;
}
