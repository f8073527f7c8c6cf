// All languages, in the order of the table.
import { language as go } from "./go/go.ts";
import { language as java } from "./java/java.ts";
import type { Language } from "./language.ts";
import { language as python } from "./python/python.ts";
import { language as rust } from "./rust/rust.ts";

export const languages: readonly Language[] = [go, python, rust, java];
