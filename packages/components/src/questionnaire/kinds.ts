/**
 * Kinds of questions: how the control of an item type is drawn and read. `choice` is read
 * here and drawn by `cards.ts`, because nearly every scale is made of it; the others, headings and texts are one chunk that
 * is loaded with the first form that needs it.
 */
import type { AnswerValue, HelpLine, Instrument, Item, LocalizedText, Option } from '@xinqiao/contract/types';
import { type checkAnswers, optionsOf, textOf } from '@xinqiao/instruments';
import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../core/localization.ts';
import type { Question } from './pages.ts';
import type { ItemErrorCode, QuestionnaireSession } from './session.ts';
import type { QuestionnaireStrings } from './strings.ts';

/** What every item is drawn with. */
export interface FormContext {
  session: QuestionnaireSession;
  s: QuestionnaireStrings;
  /** Language of the interface; that of the wording is the session's. */
  language: Language;
  /** The school's; left out for the national ones. */
  helpLines: readonly HelpLine[] | undefined;
  disabled: boolean;
  wide: boolean;
  /** What the form is called: by the campaign, else by its definition. */
  title: ReturnType<typeof worded>;
  /** A text of the scale as it is shown: with pinyin above it where that is switched on. */
  show: (text: string) => unknown;
  /** What stands behind the text of a question: the button that reads it aloud, where there is one. */
  beside: (item: Question, context: FormContext) => unknown;
  /** The rows of a table on this page (`on-request/matrix/`): whether a question is one, and with the columns named above it. */
  rows?: ReadonlyMap<string, boolean> | undefined;
  renderRow?: ((item: Question, head: boolean, context: FormContext) => TemplateResult) | undefined;
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
  /** The answer in words, for the review; the label of the option when left out. */
  words?: (value: AnswerValue, item: T, session: QuestionnaireSession) => string;
}

/** How a text is shown when nothing is added to it. */
export const asItIs = (text: string): unknown => text;

/** How items are drawn where the page asks for nothing more. */
export const plain: Pick<FormContext, 'show' | 'beside'> = { show: asItIs, beside: () => nothing };

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
  const { picture } = option;
  // The label says what the picture shows: a reader of screens hears it once.
  return html`<span lang=${lang}
    >${picture ? html`<img class="picture" src=${picture} alt="" width="56" height="56" />` : nothing}${
      text ? context.show(text) : option.value
    }</span
  >`;
};

/** What can be chosen as it is shown, each with its place in the definition, which is what its control carries. */
export function shownOptions(item: Question, session: QuestionnaireSession) {
  const options = optionsOf(session.instrument, item);
  return session.optionsOf(item).map(option => ({ option, index: options.indexOf(option) }));
}

/** Drawn by `cards.ts`. */
const choice: Omit<Kind<Extract<Question, { type: 'choice' }>>, 'render'> = {
  grouped: true,
  read(target, event, item, session) {
    if (target.hasAttribute('data-clear')) return event === 'click' ? { value: null } : undefined;
    const option = optionsOf(session.instrument, item)[Number((target as HTMLInputElement).value)];
    return event === 'change' && option ? { value: option.value } : undefined;
  },
};

const kinds = new Map<Item['type'], Kind>([['choice', choice as unknown as Kind]]);

const controls = new Map<string, Kind>();

/**
 * Draw the questions that name this control (`Item.control`) your own way, in every questionnaire of the page: faces to
 * choose from, a thermometer. The answer stays one of the item's type, so that checks and scoring know it. Call it before
 * such a form is shown.
 *
 * @param kind how the control is drawn and read; see {@link Kind}
 */
export function registerControl<T extends Question>(name: string, kind: Kind<T>): void {
  controls.set(name, kind as unknown as Kind);
}

export const kindOf = (item: Question): Kind => controls.get(item.control ?? '') ?? (kinds.get(item.type) as Kind);

/** Whether an item is a choice that is drawn as such, and not the page's own way. */
export const isPlainChoice = (item: Item): boolean => item.type === 'choice' && !controls.has(item.control ?? '');

/** How a heading or a text is drawn, and a question that is no plain choice; there with the first form that has one. */
export let renderText: (item: Item, context: FormContext) => TemplateResult;
export let renderQuestion: (item: Question, context: FormContext) => TemplateResult;
/** What is wrong with an answer that is no plain choice. */
export let wordsForFault:
  ((code: ItemErrorCode, item: Question, s: QuestionnaireStrings) => string | undefined) | undefined;

/** Whether answers fit; only needed where more than an option can be given. */
export type CheckAnswers = typeof checkAnswers;

/**
 * Make sure that every item type of a form can be drawn; loads the chunk of the rarer ones when there is one of them, or
 * when the form is one to be asked in person, which is as rare.
 *
 * @returns how to check what can be typed; `undefined` when there are choices only
 */
export async function loadKinds({ administration, items }: Instrument): Promise<CheckAnswers | undefined> {
  if (administration === 'self' && items.every(item => item.type === 'choice' && item.control === undefined))
    return undefined;
  const more = await import('./more/index.ts');
  const { moreKinds, checkAnswers } = more;
  ({ renderText, renderQuestion, wordsForFault } = more);
  for (const [type, kind] of Object.entries(moreKinds)) kinds.set(type as Item['type'], kind as unknown as Kind);
  return checkAnswers;
}
