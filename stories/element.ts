/** What the stories of every element share: docs and controls from the manifest, and a template that takes the args. */
import type { Meta, StoryContext } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import type { TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { html, unsafeStatic } from 'lit/static-html.js';

/** Args are named as in the docs: an attribute by its name, a property without one by its own. */
export type Args = Readonly<Record<string, unknown>>;
export type Context = StoryContext<Args>;

/** Gives an element its args; a value that is `undefined` is one that is not set. */
class SetArgs extends Directive {
  #set = new Map<string, unknown>();

  override render(_args: Args): unknown {
    return undefined;
  }

  override update({ element }: ElementPart, [args]: [Args]): void {
    const attributes = (element.constructor as { observedAttributes?: readonly string[] }).observedAttributes ?? [];
    for (const name of new Set([...this.#set.keys(), ...Object.keys(args)])) {
      const value = args[name];
      // Only what has changed: a control must not undo what the person did in the element.
      if (this.#set.get(name) === value) continue;
      this.#set.set(name, value);
      if (!attributes.includes(name)) (element as unknown as Record<string, unknown>)[name] = value;
      else if (value === undefined || value === false || value === '') element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}
const setArgs = directive(SetArgs);

/** The element with its args, and what stands in its slots. */
export const draw = (tag: keyof HTMLElementTagNameMap, args: Args, slots?: unknown): TemplateResult => {
  const name = unsafeStatic(tag);
  return html`<${name} ${setArgs(args)}>${slots}</${name}>`;
};

/** Docs, controls and template of an element's stories. The title stays in their file: Storybook reads it unexecuted. */
export function elementMeta(tag: keyof HTMLElementTagNameMap): Meta<Args> {
  const { argTypes, events } = getStorybookHelpers(tag);
  for (const argType of Object.values(argTypes) as { table?: { category?: string }; control?: unknown }[]) {
    // Objects are shown by their type in the docs: a text box with thousands of lines helps nobody. Slots, parts and
    // custom properties are the page's to fill; see "Start / For vendors".
    if (argType.table?.category !== 'attributes') argType.control = false;
  }
  return {
    component: tag,
    argTypes,
    parameters: { actions: { handles: events } },
    render: args => draw(tag, args),
  };
}
