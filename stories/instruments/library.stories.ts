import type { Instrument, LocalizedText } from '@xinqiao/contract/types';
import { languagesOf, textOf } from '@xinqiao/instruments';
import { catalogue, library } from '@xinqiao/instruments/library';
import type { StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';

/** Drawn from the definitions themselves. */
export default { title: 'Instruments/Library', tags: ['!autodocs'], parameters: { width: '1080px' } };
type Story = StoryObj;

interface Words {
  items: (count: number) => string;
  ages: (age: Instrument['age']) => string;
  languages: string;
  none: string;
  licence: string;
  sources: string;
  interview: string;
  language: Readonly<Record<string, string>>;
  ship: Readonly<Record<string, string>>;
}

const words: Readonly<Record<string, Words>> = {
  'zh-CN': {
    items: count => `${count} 题`,
    ages: ({ min, max }) =>
      min === null && max === null
        ? '年龄：出处没有限定'
        : `年龄：${min ?? 0} 岁${max === null ? '起' : `至 ${max} 岁`}`,
    languages: '带题目文字的语言',
    none: '没有，由持有许可的学校填入',
    licence: '许可',
    sources: '出处',
    interview: '由受过训练的人当面提问，不交给本人独自填写',
    language: { 'zh-CN': '中文', en: '英文' },
    ship: {
      'open-text': '题目文字可以随附',
      'conditional-text': '题目文字附条件随附',
      'keys-only': '不含题目文字，由持有许可的学校填入',
      'structure-only': '只导入结果',
    },
  },
  en: {
    items: count => `${count} items`,
    ages: ({ min, max }) =>
      min === null && max === null
        ? 'Ages: not limited by the source'
        : `Ages: ${min ?? 0}${max === null ? ' and over' : ` to ${max}`}`,
    languages: 'Languages with wording',
    none: 'none; a licensed school fills it in',
    licence: 'Licence',
    sources: 'Sources',
    interview: 'Asked in person by a trained adult, never left to be filled in alone',
    language: { 'zh-CN': 'Chinese', en: 'English' },
    ship: {
      'open-text': 'the wording may ship',
      'conditional-text': 'the wording ships under conditions',
      'keys-only': 'no wording; a licensed school fills it in',
      'structure-only': 'results are imported',
    },
  },
};

const plain = (text: LocalizedText, language: string): string => textOf(text, language)?.text ?? '';
const storyOf = (id: string): string => `?path=/story/instruments-scales--${id}`;

function entry(instrument: Instrument, locale: string): TemplateResult {
  const s = words[locale]!;
  const { id, abbreviation, title, items, age, administration, licences, sources } = instrument;
  const questions = items.filter(({ type }) => type !== 'group' && type !== 'display');
  const languages = languagesOf(instrument).map(tag => s.language[tag] ?? tag);
  return html`<article class="entry">
    <h2>
      ${library.includes(instrument) ? html`<a href=${storyOf(id)} target="_top">${abbreviation}</a>` : abbreviation}
      <span>${plain(title, locale)}</span>
    </h2>
    <p>${s.items(questions.length)} · ${s.ages(age)}${age.note ? html` (${age.note})` : nothing}</p>
    ${administration === 'interview' ? html`<p><strong>${s.interview}</strong></p>` : nothing}
    <dl>
      <dt>${s.languages}</dt>
      <dd>${languages.join(locale === 'en' ? ', ' : '、') || s.none}</dd>
      <dt>${s.licence}</dt>
      ${Object.entries(licences).map(
        ([tag, licence]) =>
          html`<dd>
            <strong>${s.language[tag] ?? tag}</strong>: ${s.ship[licence.ship] ?? licence.ship}.
            <span lang="en">${licence.status} ${licence.terms} ${licence.textStatus}</span>
          </dd>`,
      )}
      <dt>${s.sources}</dt>
      ${sources.map(
        ({ citation, url }) =>
          html`<dd lang="en">${citation} ${url ? html`<a href=${url} rel="noreferrer">${url}</a>` : nothing}</dd>`,
      )}
    </dl>
  </article>`;
}

/** Licence, sources, ages and languages of each scale. */
export const AllScales: Story = {
  render: (_, { globals }) => html`${catalogue.map(instrument => entry(instrument, globals['locale']))}`,
};
