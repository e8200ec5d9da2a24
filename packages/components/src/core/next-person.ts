import { onNextPerson, type XinqiaoClient } from '@xinqiao/sdk';
import type { ReactiveControllerHost } from 'lit';

type Client = () => XinqiaoClient | undefined;

/** While a host is on the page, it is drawn anew when the session of its client has become somebody else's. */
export function hearNextPerson(host: ReactiveControllerHost & Node, client: Client): void {
  let stop: (() => void) | undefined;
  const end = () => stop?.();
  // What happened while it was nowhere shows in the client that is asked now.
  const again = () => host.requestUpdate();
  host.addController({
    hostConnected: again,
    hostUpdate() {
      end();
      // What is taken away in the middle of being drawn is drawn all the same, and nothing may hold it then.
      if (host.isConnected) stop = onNextPerson(client(), again);
    },
    hostDisconnected: end,
  });
}
