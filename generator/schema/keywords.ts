// All keywords, in the order in which they are asked: cheap questions first, and those that hand the
// value to another function last, because the compiler then takes it for what that function says.
import type { Keyword } from "./keyword.ts";
import { additionalProperties } from "./keywords/additional-properties.ts";
import { allOf } from "./keywords/all-of.ts";
import { anyOf } from "./keywords/any-of.ts";
import { conditional, otherwise, then } from "./keywords/conditional.ts";
import { contains, maxContains, minContains } from "./keywords/contains.ts";
import { dependentRequired } from "./keywords/dependent-required.ts";
import { dependentSchemas } from "./keywords/dependent-schemas.ts";
import { constant, enumeration } from "./keywords/enum.ts";
import { exclusiveMaximum } from "./keywords/exclusive-maximum.ts";
import { exclusiveMinimum } from "./keywords/exclusive-minimum.ts";
import { format } from "./keywords/format.ts";
import { items } from "./keywords/items.ts";
import { maxItems } from "./keywords/max-items.ts";
import { maxLength } from "./keywords/max-length.ts";
import { maxProperties } from "./keywords/max-properties.ts";
import { maximum } from "./keywords/maximum.ts";
import { minItems } from "./keywords/min-items.ts";
import { minLength } from "./keywords/min-length.ts";
import { minProperties } from "./keywords/min-properties.ts";
import { minimum } from "./keywords/minimum.ts";
import { multipleOf } from "./keywords/multiple-of.ts";
import { not } from "./keywords/not.ts";
import { oneOf } from "./keywords/one-of.ts";
import { patternProperties } from "./keywords/pattern-properties.ts";
import { pattern } from "./keywords/pattern.ts";
import { prefixItems } from "./keywords/prefix-items.ts";
import { properties } from "./keywords/properties.ts";
import { propertyNames } from "./keywords/property-names.ts";
import { ref } from "./keywords/ref.ts";
import { required } from "./keywords/required.ts";
import { unevaluatedItems } from "./keywords/unevaluated-items.ts";
import { unevaluatedProperties } from "./keywords/unevaluated-properties.ts";
import { uniqueItems } from "./keywords/unique-items.ts";

export const KEYWORDS: readonly Keyword[] = [
  enumeration,
  constant,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
  minLength,
  // Before `pattern`, so that a long text never meets a slow expression.
  maxLength,
  pattern,
  format,
  minItems,
  maxItems,
  uniqueItems,
  prefixItems,
  items,
  contains,
  minContains,
  maxContains,
  unevaluatedItems,
  required,
  minProperties,
  maxProperties,
  properties,
  patternProperties,
  additionalProperties,
  unevaluatedProperties,
  propertyNames,
  dependentRequired,
  dependentSchemas,
  not,
  conditional,
  then,
  otherwise,
  allOf,
  anyOf,
  oneOf,
  ref,
];

/** Keywords of older drafts that decided validity there, and mean nothing in 2020-12. */
export const NOT_YET: readonly string[] = [
  "dependencies",
  "additionalItems",
  "$recursiveRef",
  "$recursiveAnchor",
];
