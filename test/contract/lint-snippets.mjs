/** Lints snippets with the project's own configuration: JSON `[{file, code}]` on stdin, the messages of each on stdout. */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root });
const answer = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: root + file });
  answer.push(result ? result.messages : null);
}
process.stdout.write(JSON.stringify(answer));
