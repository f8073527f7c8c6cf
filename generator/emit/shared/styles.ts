// The styles of an operation's parameters as code: what the client writes by, and the mock server reads by.
import type { Json, Operation, ParameterStyle } from "../../model/model.ts";
import { literal, propertyKey } from "../../print.ts";

type Named = readonly (readonly [name: string, style: ParameterStyle])[];

/** An object literal by place and wire name; undefined where all parameters travel without a word. */
export function stylesLiteral(operation: Operation, forReading: boolean): string | undefined {
  const { pathParameters, query, headers, cookies } = operation;
  const places: readonly (readonly [string, Named])[] = [
    ["path", pathParameters.map(({ name, style }) => [name, style])],
    ["query", [...(query?.styles ?? [])]],
    ["headers", [...(headers?.styles ?? [])]],
    ["cookies", [...(cookies?.styles ?? [])]],
  ];
  if (places.every(([, styles]) => styles.every(([, { plain }]) => plain))) return undefined;
  const groups = places.flatMap(([place, styles]) => {
    const objects = styles.filter(([, style]) => isSpread(style)).length;
    const members = styles.flatMap(([name, style]) => {
      const reads = forReading ? read(style, objects > 1) : {};
      // A header that the document does not name is the caller's own: it is not looked into.
      const isNamed = place === "headers" && !style.plain;
      const isSilent = isUsual(style, place) && !isNamed && Object.keys(reads).length === 0;
      if (isSilent) return [];
      return [
        `${propertyKey(name)}: ${literal({ style: style.style, ...written(style), ...reads })}`,
      ];
    });
    return members.length === 0 ? [] : [`${place}: { ${members.join(", ")} }`];
  });
  return `${groups.length === 0 ? "{}" : `{ ${groups.join(", ")} }`} as const`;
}

/** The style of a property of a form. */
export function styleLiteral(style: ParameterStyle, forReading: boolean): string {
  const more = { ...written(style), ...(forReading && read(style, false)) };
  return literal({ style: style.style, ...more });
}

function isUsual({ style, explode, reserved }: ParameterStyle, place: string): boolean {
  const isForm = place === "query" || place === "cookies";
  return style === (isForm ? "form" : "simple") && explode === isForm && !reserved;
}

function written({ style, explode, reserved }: ParameterStyle): { readonly [field: string]: Json } {
  return { ...(explode && style !== "deepObject" && { explode }), ...(reserved && { reserved }) };
}

function read(style: ParameterStyle, isOneOfMany: boolean): { readonly [field: string]: Json } {
  const { shapes, keys, closed } = style;
  const listed = isSpread(style) && (closed || (isOneOfMany && keys.length > 0));
  return {
    ...((shapes.length !== 1 || shapes[0] !== "primitive") && { shapes: [...shapes] }),
    ...(listed && { keys: [...keys] }),
  };
}

/** Whether the names of its properties stand beside those of other parameters. */
function isSpread({ explode, shapes, style }: ParameterStyle): boolean {
  return explode && shapes.includes("object") && style !== "deepObject" && style !== "json";
}
