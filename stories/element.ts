/** What the stories of every element share: docs and controls from the manifest, and a template that takes the args. */
import type { Meta } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import type { TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { html, unsafeStatic } from 'lit/static-html.js';
import manifest from '../packages/components/custom-elements.json' with { type: 'json' };

/** Args are named as in the docs: an attribute by its name, a property without one by its own. */
export type Args = Readonly<Record<string, unknown>>;

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

interface Documented {
  name?: string;
  table?: { category?: string; type?: { summary?: string } };
  control?: unknown;
}

/** The name of a property's type as the code has it, e.g. `AlertSummary`. */
const typeName = (tag: string, property: string | undefined): string | undefined =>
  manifest.modules
    .flatMap(({ declarations }) => declarations as { tagName?: string; members?: { name: string; type?: unknown }[] }[])
    .find(({ tagName }) => tagName === tag)
    ?.members?.filter(({ name }) => name === property)
    .map(({ type }) => (type as { text?: string } | undefined)?.text)[0];

/** Docs, controls and template of an element's stories. The title stays in their file: Storybook reads it unexecuted. */
export function elementMeta(tag: keyof HTMLElementTagNameMap): Meta<Args> {
  const { argTypes, events } = getStorybookHelpers(tag);
  for (const argType of Object.values(argTypes) as Documented[]) {
    const { table } = argType;
    if (table?.category === 'attributes') continue;
    // Objects come from the story: a text box with thousands of lines helps nobody, nor does their type spelled out. Slots
    // and parts are the page's to fill; see "Start / For vendors".
    argType.control = false;
    const name = table?.category === 'properties' && typeName(tag, argType.name);
    if (name) table.type = { summary: name };
  }
  return {
    component: tag,
    argTypes,
    parameters: { actions: { handles: events } },
    render: args => draw(tag, args),
  };
}
