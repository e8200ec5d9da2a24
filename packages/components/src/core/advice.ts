/** What `advise` says to whoever writes the page: on the console, once. */
import { version } from './version.ts';

const told = new Set<string>();
function tell(advice: string): void {
  if (!told.has(advice)) console.warn(advice);
  told.add(advice);
}

/** Another major, or somebody else, has defined the tag. */
export const otherVersion = (tag: string, name: string, known = 'unknown'): void =>
  tell(
    `<${name}> is already defined by version ${known}; version ${version} is not used. ` +
      `Load one of them only, or call define('${tag}', …, { suffix: '-v${parseInt(version)}' }).`,
  );

export const noSession = (): void =>
  tell('<xq-provider base-url> needs session-url, session-code, .fetchSession or .client.');

export const noAddress = (): void => tell('<xq-provider base-url> is neither a path nor an http(s) URL.');
