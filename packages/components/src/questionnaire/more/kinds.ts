/** The item types beside `choice`: several choices, number, text and slider. Loaded when a form has one of them. */
import type { AnswerValue } from '@xinqiao/contract/types';
import { optionsOf } from '@xinqiao/instruments';
import { html, nothing } from 'lit';
import { type Kind, optionText, shownOptions, worded, wording } from '../kinds.ts';
import type { Question } from '../pages.ts';

type Of<T extends Question['type']> = Kind<Extract<Question, { type: T }>>;

/** In UTF-16 code units, as the contract has it for a text without a limit of its own. */
const MAX_TEXT = 2000;

const chosen = (value: AnswerValue | undefined): (string | number)[] => (Array.isArray(value) ? value : []);

const multipleChoice: Of<'multiple-choice'> = {
  grouped: true,
  render({ item, key, invalid, describedBy, context }) {
    const { session, disabled } = context;
    const values = chosen(session.valueOf(item.id));
    return html`${shownOptions(item, session).map(
      ({ option, index }) =>
        html`<label class="option" part="option"
          ><input
            type="checkbox"
            name=${key}
            value=${index}
            aria-invalid=${invalid ? 'true' : nothing}
            aria-describedby=${(invalid && describedBy) || nothing}
            .checked=${values.includes(option.value)}
            ?disabled=${disabled}
          />${optionText(option, context)}</label
        >`,
    )}`;
  },
  hint(item, s, { instrument }) {
    const { minSelected: min = 0, maxSelected: max } = item;
    return max === undefined && min === 0 ? s.chooseAny : s.chooseSome(min, max ?? optionsOf(instrument, item).length);
  },
  read(target, event, item, session) {
    const options = optionsOf(session.instrument, item);
    const { value: index, checked } = target as HTMLInputElement;
    const option = options[Number(index)];
    if (event !== 'change' || !option) return undefined;
    const before = chosen(session.valueOf(item.id));
    const exclusive = (value: string | number) => options.some(one => one.exclusive && one.value === value);
    const others = before.filter(value => value !== option.value && !(checked && exclusive(value)));
    const values = checked ? (option.exclusive ? [option.value] : [...others, option.value]) : others;
    // In the order of the form, so that the same choice is always the same answer.
    const value = options.map(one => one.value).filter(one => values.includes(one));
    return { value: value.length > 0 ? value : null };
  },
  words: (value, item, session) =>
    optionsOf(session.instrument, item)
      .filter(option => chosen(value).includes(option.value))
      .map(option => worded(option.label, session.language).text || option.value)
      .join(/^(zh|ja)/.test(session.language) ? '、' : ', '),
};

const number: Of<'number'> = {
  grouped: false,
  render({ item, key, invalid, describedBy, context }) {
    const { session, disabled } = context;
    const value = session.rawOf(item.id) ?? session.valueOf(item.id) ?? '';
    const unit = wording(item.unit, context);
    return html`<span class="number-field"
      ><input
        id=${key}
        type="text"
        inputmode=${item.integer ? 'numeric' : 'decimal'}
        autocomplete="off"
        aria-invalid=${invalid ? 'true' : nothing}
        aria-required=${item.required === false ? nothing : 'true'}
        aria-describedby=${describedBy || nothing}
        .value=${String(value)}
        ?disabled=${disabled}
      />${unit.text ? html`<span class="unit" id="${key}-unit" lang=${unit.lang}>${unit.text}</span>` : nothing}</span
    >`;
  },
  hint(item, s, { language }) {
    const { min, max } = item;
    const unit = worded(item.unit, language).text;
    const range =
      min !== undefined && max !== undefined
        ? s.range(min, max)
        : min !== undefined
          ? s.atLeast(min)
          : max !== undefined
            ? s.atMost(max)
            : undefined;
    return range && unit ? `${range} ${unit}` : range;
  },
  read(target, event) {
    if (event !== 'input') return undefined;
    const raw = (target as HTMLInputElement).value;
    // Chinese input methods type full-width digits: １８．５ is 18.5.
    const text = raw.normalize('NFKC').trim().replace('。', '.');
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
    return { value: Number.isFinite(value) ? value : null, raw };
  },
  words: (value, item, session) => `${value} ${worded(item.unit, session.language).text}`.trim(),
};

/** Where the platform has no control for a time it is typed, in full width and with one digit too: ７：３０ is 07:30. */
const timeOf = (typed: string) =>
  typed
    .normalize('NFKC')
    .trim()
    .replace(/^(\d):/, '0$1:');

const text: Of<'text'> = {
  grouped: false,
  render({ item, key, invalid, describedBy, context }) {
    const { session, disabled, s } = context;
    const value = String(session.valueOf(item.id) ?? '');
    const limit = item.maxLength ?? MAX_TEXT;
    // No maxlength: it would cut what is pasted without a word.
    const isTime = item.format === 'time';
    const shared = {
      described: isTime ? describedBy || nothing : `${describedBy} ${key}-count`.trim(),
      invalid: invalid ? 'true' : nothing,
      required: item.required === false ? nothing : 'true',
    } as const;
    const control = item.multiline
      ? html`<textarea
          id=${key}
          rows="5"
          autocomplete="off"
          aria-invalid=${shared.invalid}
          aria-required=${shared.required}
          aria-describedby=${shared.described}
          .value=${value}
          ?disabled=${disabled}
        ></textarea>`
      : html`<input
          id=${key}
          type=${isTime ? 'time' : 'text'}
          autocomplete="off"
          aria-invalid=${shared.invalid}
          aria-required=${shared.required}
          aria-describedby=${shared.described}
          .value=${value}
          ?disabled=${disabled}
        />`;
    if (isTime) return control;
    return html`${control}
      <p class="count small muted" id="${key}-count">${s.characters(value.length, limit)}</p>`;
  },
  read(target, event, item) {
    if (event !== 'input') return undefined;
    const { value } = target as HTMLInputElement;
    return { value: (item.format === 'time' ? timeOf(value) : value) || null };
  },
  words: value => String(value ?? ''),
};

const scale: Of<'scale'> = {
  grouped: false,
  render({ item, key, invalid, describedBy, context }) {
    const { session, disabled, s } = context;
    const value = session.valueOf(item.id);
    const answered = typeof value === 'number';
    const { min, max, step = 1 } = item;
    // An untouched slider stands in the middle and says that nothing is chosen; a place is not an answer.
    const middle = min + Math.round((max - min) / 2 / step) * step;
    const from = wording(item.minLabel, context);
    const to = wording(item.maxLabel, context);
    return html`<div class="scale">
      <output class=${answered ? 'value' : 'value none'} for=${key}>${answered ? value : s.notAnsweredYet}</output>
      <input
        id=${key}
        type="range"
        class=${answered ? '' : 'untouched'}
        min=${min}
        max=${max}
        step=${step}
        aria-labelledby="${key}-label"
        aria-valuetext=${answered ? String(value) : s.notAnsweredYet}
        aria-invalid=${invalid ? 'true' : nothing}
        aria-describedby=${`${describedBy} ${key}-ends`.trim()}
        .value=${String(answered ? value : middle)}
        ?disabled=${disabled}
      />
      <div class="ends small" id="${key}-ends">
        <span><b>${min}</b> <span lang=${from.lang}>${from.text}</span></span>
        <span><b>${max}</b> <span lang=${to.lang}>${to.text}</span></span>
      </div>
    </div>`;
  },
  read(target, event, item, session) {
    if (!(target instanceof HTMLInputElement)) return undefined;
    // A click or a press of the space bar on the untouched middle chooses it, though nothing moved.
    const touched = event === 'click' || event === 'space';
    if (event !== 'input' && !(touched && typeof session.valueOf(item.id) !== 'number')) return undefined;
    return { value: target.valueAsNumber };
  },
  words: value => String(value ?? ''),
};

export const moreKinds = { 'multiple-choice': multipleChoice, number, text, scale };
