// Server-sent events as the HTML standard parses them. Nothing is reconnected: a stream that ends is over.
import type { Content, Validate } from "./operation.ts";
import { checked, failed, iterate, parsed, type Parser } from "./stream.ts";

/** One event. What ends a stream by agreement (`[DONE]`) is seen in `text`, before `data` is looked at. */
export interface ServerSentEvent<T = string> {
  /** Its type; `message` where the server names none. */
  readonly event: string;
  /** The last one that the server named; empty where it named none. */
  readonly id: string;
  /** After how many milliseconds the server wants to be asked again, where it says so. */
  readonly retry: number | undefined;
  /** The data as they came. */
  readonly text: string;
  /**
   * The data, parsed and checked when they are first looked at.
   *
   * @throws ApiError where they are not JSON; ValidationError where `validate` asks for it.
   */
  readonly data: T;
}

/** The fields of one event, those alone that stand in it, and the last id of the stream. */
export interface EventFields {
  readonly fields: {
    readonly data: string;
    readonly event?: string;
    readonly id?: string;
    readonly retry?: number;
  };
  readonly lastId: string;
}

/** Events whose data are JSON of one schema. */
export function events(validate: Validate): Content {
  return reader((response, reading) => ({ fields: { event, retry, data: text }, lastId }) => {
    let known: { readonly value: unknown } | undefined;
    return {
      event: event || "message",
      id: lastId,
      retry,
      text,
      get data() {
        known ??= { value: parsed(text, response, reading, validate) };
        return known.value;
      },
    };
  });
}

/** Events whose data are any text. */
export const textEvents: Content = /* @__PURE__ */ reader(
  () =>
    ({ fields: { event, retry, data }, lastId }): ServerSentEvent => {
      return { event: event || "message", id: lastId, retry, text: data, data };
    },
);

/** Events that a schema describes as objects of their fields. */
export function wholeEvents(validate: Validate): Content {
  return reader(
    (_, reading) =>
      ({ fields }) =>
        checked(fields, reading, validate),
  );
}

type Read = NonNullable<Content["read"]>;

function reader(maker: (...about: Parameters<Read>) => (event: EventFields) => unknown): Content {
  return {
    async read(response, reading) {
      if (!response.ok) return failed(response);
      return iterate(response, reading, eventParser(), maker(response, reading));
    },
  };
}

/** A parser of `text/event-stream`; the decoder before it has taken a byte order mark. */
export function eventParser(): Parser<EventFields> {
  let rest = "";
  let endedInCr = false;
  let lastId = "";
  let data: string[] = [];
  let fields: { event?: string; id?: string; retry?: number } = {};

  const field = (line: string): void => {
    const [, name, value = ""] = /^([^:]*)(?:: ?([^]*))?$/.exec(line)!;
    if (name === "data") data.push(value);
    else if (name === "event") fields.event = value;
    else if (name === "id" && !value.includes("\0")) fields.id = lastId = value;
    else if (name === "retry" && /^\d+$/.test(value)) fields.retry = Number(value);
  };
  const dispatch = (): readonly EventFields[] => {
    const found = data.length > 0 ? [{ fields: { data: data.join("\n"), ...fields }, lastId }] : [];
    data = [];
    fields = {};
    return found;
  };

  return (text) => {
    if (text === "") return [];
    const now = endedInCr && text.startsWith("\n") ? text.slice(1) : text;
    endedInCr = text.endsWith("\r");
    const [first = "", ...others] = now.split(/\r\n|\r|\n/);
    const whole = [rest + first, ...others];
    rest = whole.pop()!;
    return whole.flatMap((line) => {
      if (line === "") return dispatch();
      field(line);
      return [];
    });
  };
}
