// Credentials that are not sent as they are given: names with passwords, and cookies.
import type { Carrier } from "./operation.ts";

/** HTTP Basic authentication; the secret is `name:password`. */
export const basic: Carrier = {
  in: "header",
  name: "authorization",
  before: "Basic ",
  // Nothing is left nothing, and refused.
  wire: (secret) =>
    secret && `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(secret)))}`,
};

/** What ends a cookie, or is no part of one. */
const UNFIT = /[\s",;\\]/;

/**
 * A cookie. A browser sends its own cookies and lets nobody set others: there they are the business of
 * whoever has signed in.
 */
export function cookie(name: string): Carrier {
  return {
    in: "header",
    name: "cookie",
    before: `${name}=`,
    wire(secret, { cookie: others }) {
      if (UNFIT.test(secret)) throw new TypeError(`the cookie ${name} can't be sent`);
      return secret && `${others ? `${others}; ` : ""}${name}=${secret}`;
    },
  };
}
