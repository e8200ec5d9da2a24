import type { OrganisationUnit } from '@xinqiao/contract/types';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { follow } from './unit-path.ts';

export interface UnitWalkOptions {
  /** Id of the unit to begin with; the session's own when undefined. */
  readonly start: () => string | undefined;
  /** The unit that is shown now. */
  readonly shown: () => OrganisationUnit | undefined;
  /** Tells the page that a unit was chosen; false when it was canceled. */
  readonly tell: (unit: OrganisationUnit) => boolean;
  /** Whether the element loads what was chosen; else the page gives it. */
  readonly loads: () => boolean;
}

/** Walks from a unit to those below it and back, inside one element. Make it before the controller that loads `unitId`. */
export class UnitWalk implements ReactiveController {
  #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  #options: UnitWalkOptions;
  #start: string | undefined;
  #opened: string | undefined;
  /** From where one began to what is shown. */
  #path: OrganisationUnit[] = [];
  #asked: string | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }, options: UnitWalkOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Of the unit to load; empty for the session's own. */
  get unitId(): string {
    return this.#opened ?? this.#options.start() ?? '';
  }

  hostUpdate(): void {
    const start = this.#options.start();
    if (start !== this.#start) {
      this.#start = start;
      this.#opened = undefined;
      this.#path = [];
    }
  }

  hostUpdated(): void {
    // Whoever opened a unit reads on at its heading; the button that was pressed is gone.
    if (this.#asked === undefined || this.#asked !== this.#options.shown()?.id) return;
    this.#asked = undefined;
    this.#host.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  /** Back to where one begins: another person has another reach. */
  forget(): void {
    this.#opened = this.#asked = undefined;
    this.#path = [];
  }

  open(unit: OrganisationUnit): void {
    this.#asked = unit.id;
    if (!this.#options.tell(unit)) this.#asked = undefined;
    else if (this.#options.loads()) this.#opened = unit.id;
    this.#host.requestUpdate();
  }

  /** The way back; nothing where one began. */
  renderPath(label: string): TemplateResult | typeof nothing {
    const unit = this.#options.shown();
    if (unit && unit !== this.#path[this.#path.length - 1]) this.#path = follow(this.#path, unit, this.#asked);
    // While the next unit loads, the one that was left is on the way back to it.
    const path = unit ? this.#path.slice(0, -1) : this.#path;
    if (path.length === 0) return nothing;
    return html`<nav aria-label=${label}>
      <ol class="path">
        ${path.map(
          unit =>
            html`<li>
              <button type="button" class="quiet" @click=${() => this.open(unit)}>
                <svg viewBox="0 0 10 16" aria-hidden="true"><path d="M8 2L2 8l6 6" /></svg>${unit.name}
              </button>
            </li>`,
        )}
      </ol>
    </nav>`;
  }
}
