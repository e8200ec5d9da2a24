/** The server of the benchmark, in a process of its own: the same answer to every request, as fast as Node can. */
import { createServer } from 'node:http';
import { me } from '../../../packages/sdk/src/testing/fixtures.ts';

const body = JSON.stringify(me);
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }).end(body);
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as { port: number }).port));
process.once('disconnect', () => process.exit());
