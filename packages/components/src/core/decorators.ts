/** The decorators of Lit for the way TypeScript writes them here; theirs know two ways, and are half a kilobyte. */
import { type Context, ContextConsumer } from '@lit/context';
import type { PropertyDeclaration, ReactiveElement } from 'lit';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript calls a decorator with, and takes from it.
type Decorator = (target: ReactiveElement, name: PropertyKey) => any;
type ElementClass = typeof ReactiveElement;

/** A public property, which may have an attribute; a change of it draws the element anew. */
export const property =
  (options?: PropertyDeclaration): Decorator =>
  (target, name) => {
    // Written as an accessor: what Lit made of it, or TypeScript would put back what was there.
    const own = Object.prototype.hasOwnProperty.call(target, name);
    (target.constructor as ElementClass).createProperty(name, options);
    return own ? Object.getOwnPropertyDescriptor(target, name) : undefined;
  };

/** The same for what the element keeps to itself. */
export const state = (): Decorator => property({ state: true, attribute: false });

/** A property that has the value of a context of the page around it. */
export const consume =
  <T>({ context, subscribe = false }: { context: Context<unknown, T>; subscribe?: boolean }): Decorator =>
  (target, name) =>
    (target.constructor as ElementClass).addInitializer(host => {
      const callback = (value: T) => Object.assign(host, { [name]: value });
      new ContextConsumer(host as ReactiveElement, { context, subscribe, callback });
    });
