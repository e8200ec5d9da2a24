/**
 * What the page's own `<form>` is told. The value under `name` is the answers as JSON, by item id. What the service keeps
 * (an assignment) is left out of the form, and so of what the browser keeps to restore it: the next person at this device
 * must not find it.
 */
import type { Strings } from '../../core/localization.ts';
import { extendStrings } from '../strings.ts';
import type { Desk } from '../desk.ts';

export interface HostFormStrings {
  incomplete: string;
}

const strings: Strings<HostFormStrings> = {
  'zh-CN': { incomplete: '还有题目没有回答。' },
  en: { incomplete: 'Some questions are not answered yet.' },
};
extendStrings(strings);

export class HostForm {
  #host: HTMLElement & { name?: string | undefined };
  #internals: ElementInternals;
  #desk: Desk;
  #json = '';

  constructor(host: HTMLElement & { name?: string | undefined }, internals: ElementInternals, desk: Desk) {
    this.#host = host;
    this.#internals = internals;
    this.#desk = desk;
    host.addEventListener('invalid', event => {
      const { session } = desk;
      if (event.target !== host || !session || session.phase === 'held') return;
      // Our own summary leads to what is missing, in the form's own words.
      event.preventDefault();
      const { phase, page } = session;
      const faulty = session.check();
      const [first] = faulty;
      if (first === undefined) return;
      desk.version++;
      if (phase !== 'review') {
        session.goTo(first);
        // A step like any other, which the page and the draft are told.
        if (session.phase !== phase || session.page !== page) desk.stepped();
      }
      desk.showFaults(phase === 'review' ? faulty : faulty.filter(id => session.page.questions.includes(id)));
    });
  }

  /** Tell the form what has changed. */
  report({ incomplete }: HostFormStrings): void {
    const { session, options } = this.#desk;
    const own = session && this.#host.name && options.target().assignmentId === undefined ? session.answers() : {};
    const json = Object.keys(own).length > 0 ? JSON.stringify(own) : '';
    if (json !== this.#json) {
      this.#json = json;
      this.#internals.setFormValue(json || null);
    }
    const complete = session?.questions.every(id => session.wantOf(id) === undefined);
    if (complete || session?.phase === 'done') this.#internals.setValidity({});
    else {
      const anchor = this.#host.shadowRoot!.querySelector<HTMLElement>('.card')!;
      this.#internals.setValidity({ valueMissing: true }, incomplete, anchor);
    }
  }
}
