// Bodies that are sent as they are: texts and bytes. They are not looked into.
import type { Encode, Payload } from "./operation.ts";

/** A text of a media type. */
export function rawText(mediaType: string): Encode {
  return (content) => ({ body: String(content), type: mediaType });
}

/** Bytes of a media type; where that is a range (`image/*`) a Blob's own type says which. */
export function rawBytes(mediaType: string): Encode {
  return (content): Payload => {
    const body = content as Blob | ArrayBuffer | Uint8Array<ArrayBuffer> | ReadableStream;
    const own = body instanceof Blob && body.type !== "" ? body.type : undefined;
    const isRange = mediaType.includes("*");
    // The boundary of a multipart body is in the type of whoever made it.
    const type =
      own !== undefined && (isRange || mediaType.startsWith("multipart/"))
        ? own
        : isRange
          ? "application/octet-stream"
          : mediaType;
    return { body, type, once: body instanceof ReadableStream };
  };
}
