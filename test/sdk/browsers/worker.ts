/** The journey in a module worker of a browser. */
import { journey } from './journey.ts';

void journey(`/api/worker${location.search.slice(1)}`).then(outcome =>
  (postMessage as (message: unknown) => void)(outcome),
);
