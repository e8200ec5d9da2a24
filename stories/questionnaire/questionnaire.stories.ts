import type { Instrument } from '@xinqiao/contract/types';
import { asq } from '@xinqiao/instruments/library/asq';
import { phq9 } from '@xinqiao/instruments/library/phq9';
import { swls } from '@xinqiao/instruments/library/swls';
import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import {
  everyTypeFixture,
  likertFixture,
  weatherFixture,
} from '../../packages/components/src/questionnaire/questionnaire.fixture.ts';
import { type Args, draw, elementMeta } from '../element.ts';
import {
  type FreshmanLoaded,
  signIn,
  signInFreshman,
  withBrokenService,
  withoutNetwork,
  withSilentService,
} from '../sandbox/loaders.ts';
import { click, find, PATIENCE, ready } from '../play.ts';

export default { title: 'Elements/Questionnaire', ...elementMeta('xq-questionnaire') };
type Story = StoryObj<Args>;

type Questionnaire = HTMLElementTagNameMap['xq-questionnaire'];

const begin = async (canvas: HTMLElement): Promise<Questionnaire> => {
  const form = await ready(canvas, 'xq-questionnaire');
  await click(form, '.intro button.primary');
  await find(form, 'form.questions');
  return form;
};

const onward = (form: Questionnaire): Promise<void> => click(form, 'form.questions button.primary');

/** Chooses the option at `index` of each question: what stands under `others`, or for a single one what is named. */
async function answer(
  form: Questionnaire,
  others: number,
  named: Readonly<Record<string, number>> = {},
): Promise<void> {
  for (const item of form.shadowRoot!.querySelectorAll<HTMLElement>('.choice-item')) {
    const index = named[item.dataset['id']!] ?? others;
    await userEvent.click(item.querySelector(`input[value="${index}"]`)!);
  }
}

/** Stand-alone: a definition, no server. */
export const Intro: Story = { args: { instrument: phq9 } };

/** The whole form on a wide page, one question at a time on a phone. */
export const Questions: Story = {
  args: { instrument: phq9 },
  play: async ({ canvasElement }) => void (await begin(canvasElement)),
};

/** `layout="one"`: a question at a time. */
export const LayoutOne: Story = {
  args: { instrument: phq9, layout: 'one' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1);
    await onward(form);
    await find(form, '[data-id="2"]');
  },
};

/** `layout="all"`: as on paper. */
export const LayoutAll: Story = {
  args: { instrument: swls, layout: 'all' },
  play: async ({ canvasElement }) => void (await begin(canvasElement)),
};

/** `layout="section"`: the groups of a form, or pages of some questions. */
export const LayoutSection: Story = {
  args: { instrument: likertFixture(48), layout: 'section' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 2);
    await onward(form);
  },
};

/** `layout="matrix"`: questions with the same options as rows of a table, which become cards where there is no room. */
export const LayoutMatrix: Story = {
  args: { instrument: phq9, layout: 'matrix' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, { '2': 0, '3': 2, '4': 3, '9': 0 });
  },
};

/** The same with questions left open. */
export const ValidationInMatrix: Story = {
  args: { instrument: phq9, layout: 'matrix' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await click(form, '[data-id="1"] input[value="0"]');
    await onward(form);
    await find(form, '.summary');
  },
};

/** For pupils: pinyin above the characters and larger type, both to be switched on and off by the child. */
export const Pupils: Story = {
  args: { instrument: phq9, layout: 'one', tools: 'read-aloud pinyin large-type', pinyin: true, 'large-type': true },
  globals: { locale: 'zh-CN' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await find(form, 'ruby');
    await answer(form, 1);
  },
};

/** Pictures beside the words, and whom to ask when a question is above the school year. */
export const PictureOptions: Story = {
  args: { instrument: weatherFixture(), layout: 'one', grade: 2 },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await find(form, '.beside');
    await answer(form, 1);
  },
};

/** `rest-after`: a pause between two pages; nothing is asked. */
export const Rest: Story = {
  args: { instrument: likertFixture(12), layout: 'one', 'rest-after': 3, encourage: true },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    for (const id of ['q1', 'q2', 'q3']) {
      await find(form, `.item[data-id="${id}"]`);
      await answer(form, 3);
      await onward(form);
    }
    await find(form, '.rest');
  },
};

/** `encourage`: one quiet sentence half-way. `quick-exit`: a button, and Escape pressed three times, that leave the page blank. */
export const EncouragementAndQuickExit: Story = {
  args: { instrument: likertFixture(6), layout: 'one', encourage: true, 'quick-exit': true },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    for (const id of ['q1', 'q2', 'q3']) {
      await find(form, `.item[data-id="${id}"]`);
      await answer(form, 3);
      if (id !== 'q3') await onward(form);
    }
    await find(form, '.encouragement');
    await find(form, '.exit');
  },
};

/** As soon as a critical item is answered positively, the numbers to call stand beside it. */
export const CriticalAnswer: Story = {
  args: { instrument: phq9, layout: 'one' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    for (const id of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) {
      await find(form, `.item[data-id="${id}"]`);
      await answer(form, id === '9' ? 1 : 0);
      if (id !== '9') await onward(form);
    }
    await find(form, '.help-card a[href="tel:12356"]');
  },
};

/** A number, a slider, several choices, one choice, and a text that is asked only of some. */
export const EveryItemType: Story = {
  args: { instrument: everyTypeFixture(), layout: 'all' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await userEvent.type(await find(form, '[data-id="hours"] input'), '7.5');
    await click(form, '[data-id="free-time"] input');
    await answer(form, 0, { campus: 0 });
    await userEvent.type(await find(form, '[data-id="joy"] textarea'), '室友分我半个橘子');
  },
};

/** Going on with questions left open: what needs another look, with the focus on it. Answers stay. */
export const Validation: Story = {
  args: { instrument: phq9, layout: 'all' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await click(form, '[data-id="1"] input[value="0"]');
    await click(form, '[data-id="4"] input[value="2"]');
    await onward(form);
    await find(form, '.summary');
  },
};

/** A number out of range and one option too many are marked, never changed in silence. */
export const ValidationOfEveryType: Story = {
  args: { instrument: everyTypeFixture(), layout: 'all' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await userEvent.type(await find(form, '[data-id="hours"] input'), '70');
    for (const index of [0, 1, 2]) {
      const boxes = form.shadowRoot!.querySelectorAll('[data-id="free-time"] input');
      await userEvent.click(boxes[index]!);
    }
    await onward(form);
    await find(form, '.summary');
  },
};

/** Everything once more before it is sent. */
export const Review: Story = {
  args: { instrument: phq9, layout: 'all' },
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, { '9': 0 });
    await onward(form);
    await find(form, '.review');
  },
};

/** Stand-alone: scored in the browser and given to the page, which here shows what it gets. */
export const StandAlone: Story = {
  args: { instrument: phq9, layout: 'all' },
  render: args =>
    html`<div
      @xq-complete=${({ currentTarget, detail }: CustomEvent<unknown> & { currentTarget: HTMLElement }) => {
        currentTarget.querySelector('pre')!.textContent = JSON.stringify(detail, undefined, 1);
      }}
    >
      ${draw('xq-questionnaire', args)}
      <pre class="detail" role="region" aria-label="xq-complete" tabindex="0"></pre>
    </div>`,
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, { '9': 0 });
    await onward(form);
    await click(form, '.review button.primary');
    await find(form, '.closing');
    await expect(canvasElement.querySelector('pre')).toHaveTextContent('"status": "complete"');
  },
};

const ofAssignment: Story['render'] = (args, { loaded }) =>
  draw('xq-questionnaire', { ...args, 'assignment-id': (loaded as unknown as FreshmanLoaded).assignment.id });

/** The page was locked, and it is not known yet who goes on: what a form that stands alone holds is shown to the same person only. */
export const Held: Story = {
  render: (_, { globals }) =>
    html`<xq-provider theme=${globals['theme']} .me=${{ userId: 'one' }}>
      <xq-questionnaire .instrument=${phq9}></xq-questionnaire>
    </xq-provider>`,
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1);
    const provider = form.closest('xq-provider')!;
    provider.me = undefined;
    await find(form, '[part="state"][role="status"]');
    expect(form.shadowRoot!.querySelector('.item')).toBe(null);
  },
};

/** A freshman who has given consent, with the service. */
export const Live: Story = { loaders: [signInFreshman({ consent: true })], render: ofAssignment };

/** Answered, reviewed, sent, stored and scored: the receipt, and what the student is told about the result. */
export const Receipt: Story = {
  args: { layout: 'all' },
  loaders: [signInFreshman({ consent: true })],
  render: ofAssignment,
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, { '9': 0 });
    await onward(form);
    await click(form, '.review button.primary');
    await find(form, '.closing .code');
  },
};

/** The same with a critical answer: the numbers to call come first. */
export const ReceiptWithHelp: Story = {
  args: { layout: 'all' },
  loaders: [signInFreshman({ consent: true })],
  render: ofAssignment,
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 0, { '9': 1 });
    await onward(form);
    await click(form, '.review button.primary');
    await find(form, '.closing .help-card');
  },
};

/** The network goes before sending: the answers stay, and sending again is one press. */
export const NotSent: Story = {
  args: { layout: 'all' },
  loaders: [signInFreshman({ consent: true })],
  render: ofAssignment,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 0);
    await onward(form);
    await find(form, '.review');
    await waitFor(() => expect(form.shadowRoot!.querySelector('.draft')).toHaveTextContent(/已保存|Saved/), PATIENCE);
    (loaded as unknown as FreshmanLoaded).line.cut();
    await click(form, '.review button.primary');
    await find(form, '.failure');
  },
};

/** Consent first: the questionnaire inside the gate, as a portal's page has it. */
export const BehindConsent: Story = {
  args: { layout: 'all' },
  loaders: [signInFreshman()],
  render: (args, { loaded }) => {
    const { id, campaignId } = (loaded as unknown as FreshmanLoaded).assignment;
    const form = draw('xq-questionnaire', { ...args, 'assignment-id': id });
    return html`<xq-consent campaign-id=${campaignId}>${form}</xq-consent>`;
  },
  play: async ({ canvasElement }) => {
    await click(await ready(canvasElement, 'xq-consent'), '#given');
    await find(await ready(canvasElement, 'xq-questionnaire'), '.intro');
  },
};

/** Without the gate, and without consent. */
export const ConsentRequired: Story = {
  loaders: [signInFreshman()],
  render: ofAssignment,
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '.state h3');
  },
};

/** A scale that has no Chinese wording which may ship: said before it begins. */
export const EnglishOnly: Story = {
  args: { instrument: swls },
  globals: { locale: 'zh-CN' },
};

/** A scale that is asked in person, by somebody who is trained. */
export const Interview: Story = { args: { instrument: asq } };

/** A definition under licence, without its wording: nothing can be shown. */
export const WithoutWording: Story = {
  args: {
    instrument: {
      ...phq9,
      items: phq9.items.map(({ text: _, ...item }) => item) as Instrument['items'],
      licences: { 'zh-CN': { ship: 'keys-only', status: 'Under licence.' } },
    } satisfies Instrument,
  },
};

/** A definition that cannot be used: the page is told why, the person that it could not be opened. */
export const UnusableDefinition: Story = {
  args: { instrument: { ...phq9, items: [] } },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '[role="alert"]');
  },
};

export const ReadOnly: Story = {
  args: {
    instrument: phq9,
    readonly: true,
    answers: { '1': 1, '2': 0, '3': 2, '4': 1, '5': 0, '6': 0, '7': 1, '8': 0, '9': 0 },
  },
};

export const Disabled: Story = { args: { instrument: phq9, disabled: true } };

/** 500 questions: an answer redraws its own item only. */
export const VeryLong: Story = {
  args: { instrument: likertFixture(500), layout: 'section' },
  play: async ({ canvasElement }) => void (await begin(canvasElement)),
};

/** Words as long as they get, at the width of a phone. */
export const LongNames: Story = {
  parameters: { width: '360px' },
  args: {
    instrument: {
      ...likertFixture(3),
      title: {
        'zh-CN':
          '2026–2027学年第一学期生命科学与农林技术学院（卓越农林人才教育培养基地）新生入学适应与心理健康测评问卷',
      },
    },
  },
  play: async ({ canvasElement }) => void (await begin(canvasElement)),
};

/** Another student's assignment answers like one that does not exist. */
export const NoAccess: Story = {
  loaders: [signIn('student')],
  args: { 'assignment-id': 'no-such-assignment' },
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '.state h3');
  },
};

export const Loading: Story = { args: { 'assignment-id': 'any' }, loaders: [withSilentService('student')] };

export const Failed: Story = {
  args: { 'assignment-id': 'any' },
  loaders: [withBrokenService('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '[role="alert"]');
  },
};

export const Offline: Story = {
  args: { 'assignment-id': 'any' },
  loaders: [withoutNetwork('student')],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '[role="alert"]');
  },
};
