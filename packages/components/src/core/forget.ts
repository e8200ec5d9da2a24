import type { XinqiaoClient } from '@xinqiao/sdk';
import type { ReactiveControllerHost } from 'lit';

/**
 * For what an element keeps beside its resources.
 *
 * @param client as of now
 * @param forget called before anything is drawn of another client, or of the same one as the next person has it
 */
export function forgetWith(
  host: ReactiveControllerHost,
  client: () => XinqiaoClient | undefined,
  forget: () => void,
): void {
  let before: XinqiaoClient | undefined;
  host.addController({
    hostUpdate() {
      const now = client();
      if (before && now !== before) forget();
      before = now ?? before;
    },
  });
}
