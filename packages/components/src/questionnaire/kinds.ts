/**
 * Kinds of questions: how the control of an item type is drawn and read. `choice` is here, because nearly every scale
 * is made of it; the others are one chunk that is loaded with the first form that needs it.
 */
import type { AnswerValue, HelpLine, Item, LocalizedText, Option } from '@xinqiao/contract/types';
import { type checkAnswers, optionsOf, textOf } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../core/localization.ts';
import type { Question } from './pages.ts';
import type { QuestionnaireSession } from './session.ts';
import type { QuestionnaireStrings } from './strings.ts';

/** What every item is drawn with. */
export interface FormContext {
  session: QuestionnaireSession;
  s: QuestionnaireStrings;
  /** Language of the interface; that of the wording is the session's. */
  language: Language;
  helpLines: readonly HelpLine[];
  disabled: boolean;
  wide: boolean;
  /** What the form is called: by the campaign, else by its definition. */
  title: ReturnType<typeof worded>;
}

/** One question and the ids of the parts of it, unique inside the shadow root. */
export interface Field<T extends Question = Question> {
  item: T;
  key: string;
  invalid: boolean;
  /** For `aria-describedby`: help, hint and message, as far as they are there. */
  describedBy: string;
  context: FormContext;
}

export interface Kind<T extends Question = Question> {
  /** A set of controls under one legend; else one control with a label. */
  grouped: boolean;
  render: (field: Field<T>) => TemplateResult;
  /** A line above the control that says what fits: range, how many. */
  hint?: (item: T, s: QuestionnaireStrings, session: QuestionnaireSession) => string | undefined;
  /** The answer after an event on one of its controls; `undefined` when the event means nothing. */
  read: (
    target: HTMLElement,
    event: string,
    item: T,
    session: QuestionnaireSession,
  ) => { value: AnswerValue; raw?: string } | undefined;
  /** The answer in words, for the review. */
  words: (value: AnswerValue, item: T, session: QuestionnaireSession) => string;
}

/** A text in `language`, else the nearest there is; `lang` where that is not the language of what stands `around` it. */
export const worded = (text: LocalizedText | undefined, language: string, around = language) => {
  const found = textOf(text, language);
  return { text: found?.text ?? '', lang: found && found.language !== around ? found.language : nothing };
};

/** A text of the scale, in the language of the form. */
export const wording = (text: LocalizedText | undefined, { session, language }: FormContext) =>
  worded(text, session.language, language);

export const optionText = (option: Option, context: FormContext): TemplateResult => {
  const { text, lang } = wording(option.label, context);
  return html`<span lang=${lang}>${text || option.value}</span>`;
};

/** A row of full width: control and text, all of it the target. */
const choice: Kind<Extract<Question, { type: 'choice' }>> = {
  grouped: true,
  render({ item, key, context }) {
    const { session, disabled, s } = context;
    const value = session.valueOf(item.id);
    const chosen = value !== undefined && value !== null;
    return html`${optionsOf(session.instrument, item).map(
      (option, index) =>
        html`<label class="option" part="option"
          ><input
            type="radio"
            name=${key}
            value=${index}
            .checked=${option.value === value}
            ?disabled=${disabled}
          />${optionText(option, context)}</label
        >`,
    )}${
      item.required === false && chosen && !disabled
        ? html`<button type="button" class="quiet clear" data-clear>${s.clear}</button>`
        : nothing
    }`;
  },
  read(target, event, item, session) {
    if (target.hasAttribute('data-clear')) return event === 'click' ? { value: null } : undefined;
    const option = optionsOf(session.instrument, item)[Number((target as HTMLInputElement).value)];
    return event === 'change' && option ? { value: option.value } : undefined;
  },
  words: (value, item, session) => {
    const option = optionsOf(session.instrument, item).find(one => one.value === value);
    return option ? worded(option.label, session.language).text || String(value) : '';
  },
};

const kinds = new Map<Item['type'], Kind>([['choice', choice as unknown as Kind]]);

export const kindOf = (item: Question): Kind => kinds.get(item.type) as Kind;

/** Whether answers fit; only needed where more than an option can be given. */
export type CheckAnswers = typeof checkAnswers;

/**
 * Make sure that every item type of a form can be drawn; loads the chunk of the rarer ones when there is one of them.
 *
 * @returns how to check what can be typed; `undefined` when there are choices only
 */
export async function loadKinds(items: readonly Item[]): Promise<CheckAnswers | undefined> {
  if (items.every(({ type }) => type === 'group' || type === 'display' || type === 'choice')) return undefined;
  const { moreKinds, checkAnswers } = await import('./more/index.ts');
  for (const [type, kind] of Object.entries(moreKinds)) kinds.set(type as Item['type'], kind as unknown as Kind);
  return checkAnswers;
}
