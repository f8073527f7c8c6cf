// Operations → response vectors: what comes in, and what a client must make of it.
import type {
  Api,
  Envelope,
  Json,
  JsonObject,
  Operation,
  ResponseModel,
} from "../../model/model.ts";
import type { SkippedBody } from "./requests.ts";
import { type Known, variantsOf } from "./values.ts";

/** An answer, byte for byte, and what it means. */
export interface ResponseVector {
  readonly id: string;
  readonly operation: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact text; absent: there is no body. */
  readonly body?: string;
  readonly outcome: Outcome;
}

type Outcome =
  /** `body` is the whole answer, `value` the result out of its envelope; absent: there is none. */
  | { readonly kind: "value"; readonly body?: Json; readonly value?: Json }
  /** The API refuses; codes and messages as its envelope has them. */
  | {
      readonly kind: "error";
      readonly status: number;
      readonly codes: readonly number[];
      readonly messages: readonly string[];
    }
  /** Nobody can make sense of it; a client says so and goes on. */
  | { readonly kind: "unreadable" };

/** Every answer that the document shows, one of a gateway, and one that breaks off. */
export function responseVectors(
  { envelope }: Api,
  known: Known,
  operation: Operation,
): readonly ResponseVector[] {
  const told = operation.responses.flatMap((response) => {
    return declared(envelope, known, operation, response);
  });
  return [...told, ...gateway(operation), ...broken(operation, told)];
}

function declared(
  envelope: Envelope | undefined,
  known: Known,
  operation: Operation,
  response: ResponseModel,
): readonly ResponseVector[] {
  const { schema, mediaType = "application/json", contents } = response;
  const { kind } = contents[0] ?? {};
  if (kind !== undefined && kind !== "json" && kind !== "text") return [];
  // An answer to HEAD has no body, whatever a document shows.
  if (operation.method === "head" && schema !== undefined) return [];
  const status = statusOf(response.status);
  const isSuccess = status < 400;
  if (isSuccess && response.status !== operation.result.status) return [];
  const about = { operation: operation.id, status };
  const name = (variant: string): string => `${operation.id}/${response.status}/${variant}`;
  if (kind === "text") return texts(known, response, about, name);
  if (schema === undefined) {
    const outcome = isSuccess ? ({ kind: "value" } as const) : refusal(status, undefined, envelope);
    return [{ id: name("empty"), ...about, headers: {}, outcome }];
  }
  // Failures share a schema: of each status only what the document shows there.
  const own = isSuccess || response.examples.length === 0 ? variantsOf(known, schema) : [];
  return [...own, ...(isSuccess ? [] : response.examples)].map((variant) => ({
    id: name(variant.name),
    ...about,
    headers: { "content-type": mediaType },
    body: JSON.stringify(variant.value),
    outcome: isSuccess
      ? success(variant.value, operation, envelope)
      : refusal(status, variant.value, envelope),
  }));
}

/** An answer that is a text, as it is. */
function texts(
  known: Known,
  { contents: [content], examples }: ResponseModel,
  about: Pick<ResponseVector, "operation" | "status">,
  name: (variant: string) => string,
): readonly ResponseVector[] {
  const { schema, mediaType } = content!;
  const variants = schema === undefined ? examples : variantsOf(known, schema);
  const all = variants.length === 0 && schema === undefined ? [A_TEXT] : variants;
  return all.flatMap((variant): readonly ResponseVector[] => {
    const { value } = variant;
    if (typeof value !== "string") return [];
    const outcome: Outcome =
      about.status < 400
        ? { kind: "value", body: value, value }
        : refusal(about.status, undefined, undefined);
    const headers = { "content-type": mediaType.includes("*") ? "text/plain" : mediaType };
    return [{ id: name(variant.name), ...about, headers, body: value, outcome }];
  });
}

const A_TEXT = { name: "text", value: "A text." };

/** The answers that no vector holds. */
export function skippedAnswers(known: Known, operation: Operation): readonly SkippedBody[] {
  return operation.responses.flatMap((response) => {
    const { status, contents } = response;
    const own = declared(undefined, known, operation, response);
    const isHeld = own.length > 0 || operation.method === "head";
    // Of successes only that counts which a call gives.
    const others = isHeld ? contents.slice(1) : contents;
    return others.map(({ mediaType }) => ({ operation: operation.id, status, mediaType }));
  });
}

/** A number for `4XX`, `5XX` and `default`, which is what is left over. */
function statusOf(status: string): number {
  if (/^\d{3}$/.test(status)) return Number(status);
  const [digit] = /^[1-5](?=XX$)/i.exec(status) ?? ["5"];
  return Number(digit) * 100;
}

function success(body: Json, { result }: Operation, envelope: Envelope | undefined): Outcome {
  if (!result.enveloped || envelope === undefined) return { kind: "value", body, value: body };
  const value = propertyOf(body, envelope.result);
  return { kind: "value", body, ...(value !== undefined && { value }) };
}

function refusal(status: number, body: Json | undefined, envelope: Envelope | undefined): Outcome {
  const listed = propertyOf(body, envelope?.errors);
  const errors = Array.isArray(listed) ? (listed as readonly Json[]) : [];
  const codes = errors.map((error) => propertyOf(error, "code"));
  const messages = errors.map((error) => propertyOf(error, "message"));
  return {
    kind: "error",
    status,
    codes: codes.filter((code) => typeof code === "number"),
    messages: messages.filter((message) => typeof message === "string"),
  };
}

function propertyOf(value: Json | undefined, name: string | undefined): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (name === undefined || !Object.hasOwn(value, name)) return undefined;
  return (value as JsonObject)[name];
}

/** What stands before an API answers in its own words. */
function gateway({ id, method }: Operation): readonly ResponseVector[] {
  if (method === "head") return [];
  const vector: ResponseVector = {
    id: `${id}/502/html`,
    operation: id,
    status: 502,
    headers: { "content-type": "text/html" },
    body: "<html><body>Bad gateway</body></html>",
    outcome: { kind: "error", status: 502, codes: [], messages: [] },
  };
  return [vector];
}

/** The longest success, of which the second half is missing. */
function broken({ id }: Operation, told: readonly ResponseVector[]): readonly ResponseVector[] {
  const whole = told
    .filter(({ outcome, body = "" }) => outcome.kind === "value" && body.startsWith("{"))
    .reduce<ResponseVector | undefined>((longest, one) => {
      return (one.body?.length ?? 0) > (longest?.body?.length ?? 0) ? one : longest;
    }, undefined);
  if (whole?.body === undefined) return [];
  const body = whole.body.slice(0, Math.ceil(whole.body.length / 2));
  const name = `${id}/${whole.status}/broken off`;
  return [{ ...whole, id: name, body, outcome: { kind: "unreadable" } }];
}
