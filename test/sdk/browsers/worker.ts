/** The journey in a module worker of a browser. */
import { journey } from './journey.ts';

void journey('/api/worker').then(outcome => (postMessage as (message: unknown) => void)(outcome));
