// Objects → `application/x-www-form-urlencoded`: lists are repeated and objects are JSON text, unless
// the document gives a property a style of its own.
import type { Encode, Style } from "./operation.ts";
import { encoderOf, styleOf, writePairs } from "./styles.ts";

const JSON_TEXT: Style = { style: "json" };

/** How an object is sent; `styles` are those of its properties. */
export function form(mediaType: string, styles: Readonly<Record<string, Style>> = {}): Encode {
  return (content) => {
    const values = Object.entries(content as object);
    const own = values.flatMap(([name, value]) => {
      const style = styleOf(styles, name) ?? (isRecord(value) ? JSON_TEXT : undefined);
      return style ? [[name, style] as const] : [];
    });
    const pairs = writePairs(Object.fromEntries(values), Object.fromEntries(own), (style) => {
      const encode = encoderOf(/[&#+]/g)(style);
      return (text) => encode(text).replaceAll("%20", "+");
    });
    return { body: pairs.join("&"), type: mediaType };
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
