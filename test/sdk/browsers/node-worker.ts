/** The journey in a worker thread of Node. */
import { parentPort, workerData } from 'node:worker_threads';
import { journey } from './journey.ts';

parentPort!.postMessage(await journey(workerData as string));
