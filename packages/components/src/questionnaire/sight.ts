/** How much room the element has, and whether anybody can see it. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { WIDE } from './source.ts';

/** Resolves when what was drawn last has been seen; out of sight, where nothing is painted, soon. */
export const painted = (): Promise<void> =>
  new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 200);
  });

export class Sight implements ReactiveController {
  /** There is room for options beside each other. */
  wide = false;
  #host: ReactiveControllerHost & HTMLElement;
  #seen: (inSight: boolean) => void;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, seen: (inSight: boolean) => void) {
    this.#host = host;
    this.#seen = seen;
    host.addController(this);
  }

  hostConnected(): void {
    // Read while it is told, where reading costs nothing: most changes are of the height. Acted upon a frame later: what
    // changes here changes the height, which an observer may not do while it is told.
    this.#observer ??= new ResizeObserver(() => {
      if (this.#isWide() !== this.wide) requestAnimationFrame(() => this.measure());
    });
    this.#observer.observe(this.#host);
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  measure(): void {
    if (!this.#host.isConnected) return;
    const wide = this.#isWide();
    if (wide === this.wide) return;
    this.wide = wide;
    this.#host.requestUpdate();
  }

  #isWide(): boolean {
    return this.#host.clientWidth >= WIDE;
  }

  #onVisibility = (): void => this.#seen(!document.hidden);
}
