/** What helps pupils: reading aloud, pinyin, larger type, a kind word, a rest. One chunk, loaded where a page asks for it. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { extend } from '../../extras.ts';
import { type FormContext, wording } from '../../kinds.ts';
import type { Question } from '../../pages.ts';
import { hush, nowSpeaking, speak, voiceFor } from './speech.ts';
import { pupilStrings } from './strings.ts';
import { pupilStyles } from './styles.ts';

extend(pupilStrings, pupilStyles);

export { hush };

const loudspeaker = svg`<path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12" />`;
const stopSign = svg`<rect x="6" y="6" width="12" height="12" rx="2" />`;

export const TOOLS = ['read-aloud', 'pinyin', 'large-type'] as const;
/** What can be switched on by the person. */
export type Tool = (typeof TOOLS)[number];

const isChinese = (language: string) => /^zh\b/i.test(language);

/** Of the tools that a page offers those that can work here: a voice of the device, Chinese characters. */
export const usableTools = (offered: string, language: string): Tool[] =>
  TOOLS.filter(
    tool =>
      offered.split(/\s+/).includes(tool) &&
      (tool !== 'read-aloud' || voiceFor(language) !== undefined) &&
      (tool !== 'pinyin' || isChinese(language)),
  );

export function renderTools(
  { s, disabled }: FormContext,
  tools: readonly Tool[],
  on: (tool: Tool) => boolean,
  toggle: (tool: Tool) => void,
): TemplateResult | typeof nothing {
  if (tools.length === 0) return nothing;
  return html`<div class="tools" part="tools" role="group" aria-label=${s.tools}>
    ${tools.map(
      tool =>
        html`<button
          type="button"
          aria-pressed=${on(tool) ? 'true' : 'false'}
          ?disabled=${disabled}
          @click=${() => toggle(tool)}
        >
          ${s.toolNames[tool]}
        </button>`,
    )}
  </div>`;
}

/**
 * The words of a question for the voice: from the text itself, never from the pinyin above it, which a voice would spell.
 */
function sentencesOf(item: Question, context: FormContext): string[] {
  const { session, s } = context;
  const stem = wording(session.instrument.stem, context).text;
  const options = session.optionsOf(item).map(({ label }) => wording(label, context).text);
  return [stem, wording(item.text, context).text, ...(options.length > 0 ? [s.choices, ...options] : [])].filter(
    sentence => sentence !== '',
  );
}

/** Behind the text of a question: the button that reads it, and whom to ask when it is above one's school year. */
export function renderBeside(
  item: Question,
  context: FormContext,
  { reads, grade, changed }: { reads: boolean; grade: number | undefined; changed: () => void },
): TemplateResult | typeof nothing {
  const { s, session } = context;
  const hard = grade !== undefined && item.readingLevel !== undefined && item.readingLevel > grade;
  if (!reads && !hard) return nothing;
  const reading = nowSpeaking() === item.id;
  const press = () => {
    if (!reading) return speak(item.id, sentencesOf(item, context), session.language, changed);
    hush();
    changed();
  };
  return html`<div class="beside">
    ${
      reads
        ? html`<button type="button" class="quiet" @click=${press}>
            <svg viewBox="0 0 24 24" aria-hidden="true">${reading ? stopSign : loudspeaker}</svg
            ><span aria-hidden="true">${reading ? s.stopReading : s.readThis}</span
            ><span class="visually-hidden"
              >${reading ? s.stopReading : s.readQuestion(session.numberOf(item.id) ?? 0)}</span
            >
          </button>`
        : nothing
    }
    ${hard ? html`<p class="small muted">${s.askToRead}</p>` : nothing}
  </div>`;
}

/** One quiet sentence, half-way and near the end; nothing in a short form, which needs none. */
export function renderEncouragement({ s, session }: FormContext): TemplateResult | typeof nothing {
  const { total, answered } = session.progress;
  if (total < 6 || answered === total || answered * 2 < total) return nothing;
  return html`<p class="encouragement small">${answered * 5 >= total * 4 ? s.nearlyThere : s.halfway}</p>`;
}

/** A page on which nothing is asked. */
export const renderRest = ({ s }: FormContext): TemplateResult =>
  html`<div class="rest" part="rest">
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path
        d="M10 20h24v10a10 10 0 0 1-10 10h-4a10 10 0 0 1-10-10zM34 23h3a5 5 0 0 1 0 10h-4M16 14c0-3 3-3 3-6M24 14c0-3 3-3 3-6"
      />
    </svg>
    <h3>${s.rest}</h3>
    <p class="muted">${s.restText}</p>
  </div>`;

/**
 * Texts with their pinyin above them.
 *
 * @throws when the dictionary can't be loaded
 */
export async function loadPinyin(): Promise<(text: string) => TemplateResult> {
  const { pinyin } = await import('pinyin-pro');
  const shown = new Map<string, TemplateResult>();
  return text => {
    let template = shown.get(text);
    if (!template) {
      const syllables = pinyin(text, { type: 'all' });
      template = html`${syllables.map(({ origin, pinyin: sound, isZh }) =>
        // The sound is for the eye: a reader of screens reads the characters.
        isZh ? html`<ruby>${origin}<rt aria-hidden="true">${sound}</rt></ruby>` : origin,
      )}`;
      shown.set(text, template);
    }
    return template;
  };
}
