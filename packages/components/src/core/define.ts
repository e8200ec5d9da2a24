import { advise } from './advise.ts';
import { version } from './version.ts';

export interface DefineOptions {
  /** Appended to the tag, for a page that needs two majors at once: `xq-alert-badge-v2`. */
  suffix?: string;
  /** A scoped registry; the page's own when left out. */
  registry?: CustomElementRegistry;
}

type VersionedElement = CustomElementConstructor & { readonly version?: string };

/**
 * Register an element once. A tag taken by the same major is reused in silence; one taken by another major, or by
 * somebody else's class, stays as it is and a warning names both and what to do. Never throws for a tag in use.
 *
 * @param tag the tag without suffix, e.g. `xq-alert-badge`
 * @returns the tag that now serves this element
 */
export function define(
  tag: string,
  element: VersionedElement,
  { suffix = '', registry = customElements }: DefineOptions = {},
): string {
  const name = tag + suffix;
  const known = registry.get(name) as VersionedElement | undefined;
  if (known === undefined) {
    // A class can be registered once only: a second tag (with suffix) needs a class of its own.
    const own = registry.getName?.(element) ?? (element as { definedAs?: string }).definedAs;
    const constructor = own ? class extends element {} : element;
    registry.define(name, constructor);
    if (constructor === element) Object.defineProperty(element, 'definedAs', { value: name });
  } else if (known !== element && parseInt(known.version ?? '') !== parseInt(version)) {
    advise(({ otherVersion }) => otherVersion(tag, name, known.version));
  }
  return name;
}
