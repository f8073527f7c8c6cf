// Credentials of a request. Where no token is set, any will do, but some must be there, as with the
// service: a program that forgets its own shall fail here already.
import { Refusal } from "./codes.ts";
import type { Exchange } from "./exchange.ts";

/**
 * Lets a request pass that carries the token, as a bearer token or as the key beside an e-mail
 * address.
 *
 * @throws Refusal 9106 where there are no credentials, 10000 where they are not the right ones.
 */
export function admit({ header }: Exchange, token: string | undefined): void {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(header("authorization") ?? "") ?? [];
  const key = header("x-auth-email") ? header("x-auth-key") : null;
  const given = bearer ?? key;
  if (!given) throw new Refusal(header("authorization") === null ? 9106 : 10000);
  if (token !== undefined && !isSame(given, token)) throw new Refusal(10000);
}

/** Takes as long whatever part of the text is right. */
export function isSame(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index++) {
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index % secret.length);
  }
  return difference === 0;
}
