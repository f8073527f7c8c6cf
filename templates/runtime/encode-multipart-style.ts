// Parts of a multipart form that travel by a style, as the pairs of a query do, and without its
// percent-encoding: a list without `explode` is one part, an object in `deepObject` one for each property.
import type { PartPairs } from "./encode-multipart.ts";
import type { Style } from "./operation.ts";
import { writePairs } from "./styles.ts";

export function styledPart(style: Style): PartPairs {
  return (name, value) =>
    writePairs({ [name]: value }, { [name]: style }, () => encodeURIComponent).map((pair) => {
      const at = pair.indexOf("=");
      return [decodeURIComponent(pair.slice(0, at)), decodeURIComponent(pair.slice(at + 1))];
    });
}
