import { DraftStore } from '@xinqiao/sdk/draft-store';
import type { StoryObj } from '@storybook/web-components-vite';
import { type Args, draw, elementMeta } from '../element.ts';
import { click, find, ready, until } from '../play.ts';
import { freshman, type FreshmanLoaded, signInFreshman } from '../sandbox/loaders.ts';

/** What becomes of the answers while a form is filled in, with the service. A line under the question says it. */
export default { title: 'Elements/Questionnaire/Draft', ...elementMeta('xq-questionnaire') };
type Story = StoryObj<Args>;
type Questionnaire = HTMLElementTagNameMap['xq-questionnaire'];

const common = {
  args: { layout: 'one' },
  loaders: [signInFreshman({ consent: true })],
  render: (args, { loaded }) =>
    draw('xq-questionnaire', { ...args, 'assignment-id': (loaded as unknown as FreshmanLoaded).assignment.id }),
} satisfies Story;

const of = (loaded: unknown) => loaded as FreshmanLoaded;

async function begin(canvas: HTMLElement): Promise<Questionnaire> {
  const form = await ready(canvas, 'xq-questionnaire');
  await click(form, '.intro button.primary');
  return form;
}

/** Answers a question and goes on, which saves at once. */
async function answer(form: Questionnaire, id: number, value: number): Promise<void> {
  await click(form, `[data-id="${id}"] input[value="${value}"]`);
  await click(form, 'form.questions button.primary');
  await find(form, `[data-id="${id + 1}"]`);
}

/** What another device of the same student does. */
async function answerElsewhere(
  { client, assignment }: FreshmanLoaded,
  answers: Readonly<Record<string, number>>,
  position: string,
): Promise<void> {
  const draft = await DraftStore.open(client, { assignmentId: assignment.id, language: 'zh-CN' });
  draft.change({ ...draft.content, answers, position });
  await draft.flush();
  draft.close();
}

/** @param words in either language */
const says = (form: Questionnaire, words: RegExp): Promise<void> =>
  until(() => words.test(form.shadowRoot!.querySelector('.draft')?.textContent ?? ''));

const SAVED = /已保存|Saved/;

/** The service has everything. */
export const Saved: Story = {
  ...common,
  play: async ({ canvasElement }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
  },
};

/** On its way to the service. */
export const Saving: Story = {
  ...common,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
    of(loaded).line.hold();
    await answer(form, 2, 0);
    await says(form, /正在保存|Saving/);
  },
};

/** The network has gone: what was answered lies encrypted on the device until it is back. */
export const WaitingForTheNetwork: Story = {
  ...common,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
    of(loaded).line.cut();
    await answer(form, 2, 0);
    await says(form, /等网络恢复|network is back/);
  },
};

/** The portal's session has run out: the form stays, and saving goes on after signing in again. */
export const SignedOut: Story = {
  ...common,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
    of(loaded).line.signOut();
    await answer(form, 2, 0);
    await says(form, /登录已经过期|sign-in has expired/);
  },
};

/** Begun before, on another device or in another week. */
export const Resumed: Story = {
  ...common,
  loaders: [
    async () => {
      const loaded = await freshman({ consent: true });
      await answerElsewhere(loaded, { '1': 1, '2': 0 }, '3');
      return loaded;
    },
  ],
  play: async ({ canvasElement }) => {
    await find(await ready(canvasElement, 'xq-questionnaire'), '.resumed');
  },
};

/** Filled in on two devices at once: nothing is lost, and the newer answer to a question counts. */
export const Merged: Story = {
  ...common,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
    await answerElsewhere(of(loaded), { '1': 1, '5': 2 }, '6');
    await answer(form, 2, 0);
    await find(form, '.resumed');
  },
};

/** Consent was withdrawn in another window: nothing more is taken, and what was saved goes with it. */
export const Ended: Story = {
  ...common,
  play: async ({ canvasElement, loaded }) => {
    const form = await begin(canvasElement);
    await answer(form, 1, 1);
    await says(form, SAVED);
    const { client, assignment } = of(loaded);
    const { campaignId } = assignment;
    const { consent } = await client.campaigns.get(campaignId);
    await client.consents.decide({ campaignId, version: consent.version, decision: 'withdrawn' });
    await answer(form, 2, 0);
    await find(form, '.draft.trouble strong');
  },
};
