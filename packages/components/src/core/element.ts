import { ContextRoot } from '@lit/context';
import { type CSSResultGroup, LitElement } from 'lit';
import { shared, tokens } from './tokens.ts';
import { version } from './version.ts';

let root: ContextRoot | undefined;

/** Base of every element: tokens, version and typed events. */
export abstract class XqElement extends LitElement {
  /** Version of the copy of the library that made this class. */
  static readonly version: string = version;

  static override styles: CSSResultGroup = [tokens, shared];

  override connectedCallback(): void {
    // An element may be upgraded before its provider (order of the tags, modules that load one by one): what it asks
    // for is kept until somebody can answer.
    if (!root) (root = new ContextRoot()).attach(document.documentElement);
    super.connectedCallback();
  }

  /**
   * Dispatch a domain event: bubbles and crosses shadow roots.
   *
   * @returns false when it was cancelable and a listener prevented the default
   */
  protected emit<T>(type: string, detail: T, { cancelable = false } = {}): boolean {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }
}
