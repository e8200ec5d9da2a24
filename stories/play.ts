/** Hands of the stories: they bring an element into a state as a person would. */
import { userEvent, waitFor } from 'storybook/test';

export const PATIENCE = { timeout: 20_000, interval: 50 };

/** The story's element, once it has nothing left to load. */
export async function ready<K extends keyof HTMLElementTagNameMap>(
  canvas: HTMLElement,
  tag: K,
): Promise<HTMLElementTagNameMap[K]> {
  return waitFor(() => {
    const element = canvas.querySelector(tag);
    if (!element) throw new Error(`There is no <${tag}>.`);
    if (!element.shadowRoot || element.shadowRoot.querySelector('.state.loading')) throw new Error(`<${tag}> loads.`);
    return element;
  }, PATIENCE);
}

/** Waits for what `selector` finds inside the element. */
export const find = <T extends Element = HTMLElement>(element: Element, selector: string): Promise<T> =>
  waitFor(() => {
    const found = element.shadowRoot?.querySelector<T>(selector);
    if (!found) throw new Error(`<${element.localName}> has no ${selector}.`);
    return found;
  }, PATIENCE);

/** Clicks what `selector` finds, as soon as it is there. */
export async function click(element: Element, selector: string): Promise<void> {
  await userEvent.click(await find(element, selector));
}

/** Waits until something holds. */
export const until = (holds: () => boolean): Promise<void> =>
  waitFor(() => {
    if (!holds()) throw new Error(`This does not hold: ${holds}`);
  }, PATIENCE);
