import type { Answers } from '@xinqiao/contract/types';
import { property, state } from '../core/decorators.ts';
import { XqClientElement } from '../core/client-element.ts';

/**
 * Base of an element that takes part in the page's own `<form>`: value, validity, reset, disabled, restore. What a form has
 * to be told comes with a chunk of its own (`on-request/host-form.ts`), once there is a form.
 */
export abstract class XqFormElement extends XqClientElement {
  static readonly formAssociated = true;

  /** Name of the answers in the page's form, which gets them as JSON by item id; without one they are left out. */
  @property({ reflect: true }) name?: string;

  /** Nothing can be changed or sent for now. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** The page's form, or a fieldset of it, is disabled. */
  @state() private formDisabled = false;

  /** Old browsers have none; there the element is not part of a form. */
  protected readonly internals: ElementInternals | undefined = this.attachInternals?.();

  /** Nothing can be changed: by the element's own word, or its form's. */
  protected get isDisabled(): boolean {
    return this.disabled || this.formDisabled;
  }

  /** The page's form; `null` outside one. */
  get form(): HTMLFormElement | null {
    return this.internals?.form ?? null;
  }

  get validity(): ValidityState | undefined {
    return this.internals?.validity;
  }

  /** Whether nothing is missing or wrong; if not, the person is led to it. */
  reportValidity(): boolean {
    return this.internals?.reportValidity() ?? true;
  }

  abstract reset(): void;

  /** Answers that the browser has kept for this page. */
  protected abstract restore(answers: Answers): void;

  protected formResetCallback(): void {
    this.reset();
  }

  protected formDisabledCallback(disabled: boolean): void {
    this.formDisabled = disabled;
  }

  protected formStateRestoreCallback(value: unknown): void {
    try {
      this.restore(JSON.parse(value as string) as Answers);
    } catch {
      // What this page kept in another version of itself is no answer of now.
    }
  }
}
