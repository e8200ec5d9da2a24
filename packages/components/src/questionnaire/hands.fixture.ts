/** What tests of the questionnaire do as a person would. */
import { fixture, html, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { Answers, Instrument } from '@xinqiao/contract/types';
import type { XqQuestionnaire } from './index.ts';
import { painted } from './sight.ts';

export const inside = <E extends Element = HTMLElement>(form: XqQuestionnaire, selector: string) =>
  form.shadowRoot!.querySelector<E>(selector);
export const all = <E extends Element = HTMLElement>(form: XqQuestionnaire, selector: string) => [
  ...form.shadowRoot!.querySelectorAll<E>(selector),
];
export const words = (node: Element | null | undefined) => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
export const focused = (form: XqQuestionnaire) => form.shadowRoot!.activeElement as HTMLElement | null;
export const item = (form: XqQuestionnaire, id: string) => inside(form, `.item[data-id="${id}"]`)!;

export async function until(test: () => unknown): Promise<void> {
  while (!test()) await nextFrame();
}

/**
 * The chunk with keys and review is fetched as soon as something can be read; a quick test waits for it. The element has
 * asked for it before, so it has it before.
 */
export async function later(form: XqQuestionnaire): Promise<void> {
  await painted();
  await import('./later/index.ts');
  await form.updateComplete;
}

/** An element with these properties and attributes, as soon as it shows its introduction. */
export async function open(
  instrument: Instrument,
  attributes: Record<string, string> = {},
  answers?: Answers,
): Promise<XqQuestionnaire> {
  const form = document.createElement('xq-questionnaire');
  Object.assign(form, { instrument, answers });
  for (const [name, value] of Object.entries({ lang: 'zh-CN', ...attributes })) form.setAttribute(name, value);
  (await fixture<HTMLElement>(html`<div></div>`)).append(form);
  await until(() => inside(form, '.intro'));
  await later(form);
  return form;
}

export async function press(form: XqQuestionnaire, selector: string): Promise<void> {
  await until(() => inside(form, selector));
  inside(form, selector)!.click();
  await form.updateComplete;
}

/** As `open`, at the first question. */
export async function begin(...given: Parameters<typeof open>): Promise<XqQuestionnaire> {
  const form = await open(...given);
  await press(form, 'button.primary');
  await until(() => inside(form, 'form.questions'));
  return form;
}

export async function choose(form: XqQuestionnaire, id: string, index: number): Promise<void> {
  item(form, id).querySelectorAll('input')[index]!.click();
  await form.updateComplete;
}

export async function mouseOn(target: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + width / 2), Math.round(top + height / 2)] });
}
