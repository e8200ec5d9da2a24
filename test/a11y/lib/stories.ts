/** The stories of the built Storybook, shown one after the other inside one page. */
import { readFileSync } from 'node:fs';

export const folder = new URL('../../../storybook-static/', import.meta.url);

export interface Story {
  id: string;
  type: 'story' | 'docs';
  title: string;
  name: string;
}

/** How a story ended, as Storybook tells it. */
export interface Finished {
  status: 'success' | 'error';
  error: string;
}

export function readStories(): Story[] {
  const index = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { entries: Record<string, Story> };
  return Object.values(index.entries).filter(({ type }) => type === 'story');
}

/** Shows one story and waits until it has played. Runs in the page. */
export function playStory(storyId: string): Promise<Finished> {
  type Channel = {
    emit(event: string, payload: unknown): void;
    on(event: string, listener: (payload: never) => void): void;
    off(event: string, listener: (payload: never) => void): void;
  };
  const channel = (window as unknown as { __STORYBOOK_ADDONS_CHANNEL__: Channel }).__STORYBOOK_ADDONS_CHANNEL__;
  return new Promise(resolve => {
    const errors: string[] = [];
    const note = (error: { message?: string; description?: string } | string) =>
      errors.push(typeof error === 'string' ? error : (error.message ?? error.description ?? JSON.stringify(error)));
    const failures = ['storyThrewException', 'storyErrored', 'storyMissing', 'playFunctionThrewException'];
    const onFinished = (event: { storyId: string; status: Finished['status'] }) => {
      if (event.storyId !== storyId) return;
      for (const name of failures) channel.off(name, note);
      channel.off('storyFinished', onFinished);
      resolve({ status: event.status, error: errors.join('\n') });
    };
    for (const name of failures) channel.on(name, note);
    channel.on('storyFinished', onFinished);
    channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
  });
}
