// Reads the body of a request to its end, or says why it can't.
import type { IncomingMessage } from "node:http";

/** A body is longer than it may be. */
export class BodyTooLarge extends Error {
  static {
    Object.assign(this.prototype, { name: "BodyTooLarge" });
  }
}

/** The client went away, or took too long, before its body was there. */
export class BodyBroken extends Error {
  static {
    Object.assign(this.prototype, { name: "BodyBroken" });
  }
}

/** How many times the limit is read before an answer; many clients read none while they send. */
const PATIENCE = 8;

const decoder = new TextDecoder();

/**
 * The body as text. What is over the limit is thrown away as it comes.
 *
 * @throws BodyTooLarge, BodyBroken
 */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const tooLarge = (): void =>
      reject(new BodyTooLarge(`The request body is longer than ${limit} bytes.`));
    if (Number(request.headers["content-length"]) > limit * PATIENCE) {
      tooLarge();
      return;
    }
    request.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (bytes > limit * PATIENCE) tooLarge();
    });
    request.on("end", () => (bytes > limit ? tooLarge() : resolve(textOf(chunks))));
    request.on("close", () => {
      if (!request.complete) reject(new BodyBroken("The request broke off."));
    });
  });
}

function textOf(chunks: readonly Uint8Array[]): string {
  return decoder.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
}
