// A body that is read item by item, as it comes. What items are is told by a parser; their validity by
// the maker. It has no timeout: a healthy stream may be silent for as long as it likes.
import { ApiError } from "./errors.ts";
import type { Reading, Validate } from "./operation.ts";

/** Takes the text that came, gives the pieces that are complete; at the end there is no more text. */
export type Parser<Piece> = (text: string, isEnd: boolean) => readonly Piece[];

/** How pieces become what a caller is given. What it throws ends the stream. */
export type Maker<Piece, T> = (piece: Piece) => T;

/**
 * Items, once. Leaving the loop or aborting the call cancels the body; a body that breaks off is an
 * ApiError.
 */
export function iterate<Piece, T>(
  response: Response,
  { operation, signal }: Reading,
  parse: Parser<Piece>,
  make: Maker<Piece, T>,
): AsyncIterableIterator<T> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const pieces: Piece[] = [];
  let isOver = !reader;
  const end = async (reason?: unknown): Promise<void> => {
    isOver = true;
    pieces.length = 0;
    signal?.removeEventListener("abort", abort);
    await reader?.cancel(reason).catch(() => undefined);
  };
  const abort = (): void => void end(signal!.reason);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();

  const more = async (): Promise<void> => {
    const { done, value } = await reader!.read().catch(async () => {
      if (signal?.aborted) throw signal.reason;
      await end();
      throw new ApiError(operation, response, undefined, [], "its body broke off");
    });
    signal?.throwIfAborted();
    pieces.push(...parse(decoder.decode(value, { stream: !done }), done));
    if (!done) return;
    isOver = true;
    signal?.removeEventListener("abort", abort);
  };
  const next = async (): Promise<IteratorResult<T, undefined>> => {
    signal?.throwIfAborted();
    while (pieces.length === 0 && !isOver) await more();
    if (pieces.length === 0) return { done: true, value: undefined };
    try {
      return { done: false, value: make(pieces.shift()!) };
    } catch (error) {
      await end(error);
      throw error;
    }
  };
  return {
    next,
    async return() {
      await end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The JSON of a text, checked. @throws ApiError where it is none. */
export function parsed(
  text: string,
  response: Response,
  reading: Reading,
  validate: Validate | undefined,
): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(reading.operation, response, text, [], "an item of its body is not JSON");
  }
  return checked(value, reading, validate);
}

/** A value, after whoever listens was told what is wrong with it. */
export function checked(
  value: unknown,
  { onInvalid }: Reading,
  validate: Validate | undefined,
): unknown {
  const issues = onInvalid && validate?.(value).issues;
  if (issues) onInvalid(issues, value);
  return value;
}

/** The body of a failure, which is no stream: JSON or a text. */
export async function failed(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
