/** The decorators of Lit for the way TypeScript writes them here; theirs know two ways, and are half a kilobyte. */
import { type Context, ContextConsumer } from '@lit/context';
import type { PropertyDeclaration, ReactiveElement } from 'lit';

type Decorator = (target: ReactiveElement, name: PropertyKey) => void;
type ElementClass = typeof ReactiveElement;

/** A public property, which may have an attribute; a change of it draws the element anew. */
export const property =
  (options?: PropertyDeclaration): Decorator =>
  (target, name) =>
    (target.constructor as ElementClass).createProperty(name, options);

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
