// Bytes → text, exactly: what is not UTF-8 is refused and never replaced. It opens no file.
import { diagnostic, type Diagnostic } from "../diagnostics.ts";
import type { SourceText } from "./document.ts";

export interface Decoded {
  readonly source: SourceText;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The text of a file's bytes. Where they are not UTF-8 there is a `binary-document` error beside a
 * text that is only good for showing where.
 */
export function decode(path: string, bytes: Uint8Array): Decoded {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { source: { path, text }, diagnostics: [] };
  } catch {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const offset = Math.max(0, text.search(/[\uFFFD\0]/));
    return { source: { path, text }, diagnostics: [refusal(bytes, offset)] };
  }
}

function refusal(bytes: Uint8Array, offset: number): Diagnostic {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const utf16 = mark === 0xfffe || mark === 0xfeff;
  const what = utf16 ? "a UTF-16 byte order mark" : "bytes that are not UTF-8";
  return diagnostic("binary-document", { offset }, { what });
}
