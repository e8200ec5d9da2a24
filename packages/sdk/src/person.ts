/** A client whose session becomes somebody else's: how whoever shows something hears of it. */
import type { Connection } from './connection.ts';
import type { Namespaces } from './generated/namespaces.ts';
import type { Transport } from './transport.ts';

// Of another copy of this package, or made by hand: then nothing is known of its people.
const transportOf = (client: object | undefined): Transport | undefined =>
  (client as Partial<Connection> | undefined)?.['~transport'];

/**
 * A client as the person of its session now has it: itself for the first, another object for each one after. What
 * compares clients to tell whether what it holds still belongs to who asks compares this.
 */
export function asOfNow<C extends Connection | Namespaces | undefined>(client: C): C {
  const transport = transportOf(client);
  return transport?.turn ? ((transport.asOfNow ??= Object.create(client!) as object) as C) : client;
}

/** Ends a client for good: what it has under way, and every later call, ends with `AbortedError`. */
export function retire(client: Connection | Namespaces): void {
  const transport = transportOf(client);
  if (transport) transport.turn = NaN;
}

/**
 * Hear of it when `fetchSession` has given a session of another person, role or unit than before. By then calls that
 * the person before had begun end with `AbortedError`, unless they were sent already.
 *
 * @param listener called before anything is sent as the next person; take away what is shown
 * @returns ends it
 */
export function onNextPerson(client: Connection | Namespaces | undefined, listener: () => void): () => void {
  const listeners = transportOf(client)?.listeners;
  listeners?.add(listener);
  return () => void listeners?.delete(listener);
}
