import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { browserArgs, findBrowser } from './scripts/browser.mjs';
import { closeTestServices, testService } from './scripts/lib/test-service.mjs';

/** Prints the counts the way `node --test` does, so that `npm test` reads both alike. */
const countingReporter = {
  onTestRunFinished({ sessions }) {
    const results = sessions.flatMap(session => flatten(session.testResults));
    const broken = sessions.filter(
      session => !session.passed && !flatten(session.testResults).some(test => !test.passed && !test.skipped),
    );
    const failed = results.filter(test => !test.passed && !test.skipped).length + broken.length;
    console.log(`ℹ pass ${results.filter(test => test.passed && !test.skipped).length}\nℹ fail ${failed}`);
  },
};

function flatten(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(flatten)] : [];
}

export default {
  files: ['packages/components/src/**/*.test.ts'],
  concurrency: 2,
  nodeResolve: { exportConditions: ['source', 'development', 'browser'] },
  middleware: [testService],
  plugins: [
    { name: 'test-service', serverStop: closeTestServices },
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.base.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findBrowser(), args: [...browserArgs, '--js-flags=--expose-gc'] },
      // The tab that is not in front gets no animation frames, and `fixture` waits for one: let every tab believe it is.
      createPage: async ({ context }) => {
        const page = await context.newPage();
        const session = await page.createCDPSession();
        await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
        return page;
      },
    }),
  ],
  // A comparison of two elements that fails carries them in its error, and an element cannot be sent to the runner: it would
  // hear nothing of the whole file.
  testRunnerHtml: framework => `<!doctype html>
<html>
  <body>
    <script type="module">
      import '${framework}';
    </script>
    <script type="module">
      afterEach(function () {
        const { err } = this.currentTest;
        for (const side of ['actual', 'expected'])
          if (typeof err?.[side] === 'object' && err[side] !== null) err[side] = String(err[side]);
      });
    </script>
  </body>
</html>`,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  testsFinishTimeout: 120_000,
  // Generous: on a busy machine the first test waits for the runner to read every module.
  testFramework: { config: { timeout: '30000' } },
  reporters: [defaultReporter(), countingReporter],
};
