import type { Me } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';

/** Whose an element's content is. What one person writes or reads must be gone before the next one sees the page. */
export class Owner {
  #client: XinqiaoClient | undefined;
  /** The last one known: who it is, is asked anew with each session. */
  #person: string | undefined;

  /** Whether somebody else has come since this was asked last: another client, or another person or role of the same. */
  isAnother(client: XinqiaoClient | undefined, me: Me | undefined): boolean {
    const person = me && `${me.role} ${me.userId}`;
    const isAnother =
      (this.#client !== undefined && client !== this.#client) ||
      (this.#person !== undefined && person !== undefined && person !== this.#person);
    this.#client = client;
    this.#person = isAnother ? person : (person ?? this.#person);
    return isAnother;
  }
}
