import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { catalogue, structures } from '../library/index.ts';
import { demonstrationBank } from '../cat/index.ts';
import { sample } from '../testing/definitions.ts';
import { foreign } from '../testing/fhir.ts';
import { table, widthOf, wrap } from './table.ts';

const program = fileURLToPath(new URL('../../bin/xinqiao-instruments.mjs', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'xinqiao-instruments-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a file and gives its name. */
const file = (name: string, content: unknown): string => {
  writeFileSync(
    path.join(folder, name),
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return name;
};
/** Runs the real program in the folder. */
function run(args: string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: input ?? '',
  });
  assert.doesNotMatch(stderr, /^\s+at /m, 'A stack trace is for nobody.');
  return { status, stdout, stderr };
}
const answers = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map(id => [id, 2]));

describe('list', () => {
  test('names every scale with its licence', () => {
    const { status, stdout } = run(['list']);
    assert.equal(status, 0);
    for (const { id } of catalogue)
      assert.match(stdout, new RegExp(`^${id} .*(open-text|keys-only|conditional-text)`, 'm'));
    for (const { id } of structures) assert.match(stdout, new RegExp(`^${id} .*structure-only`, 'm'));
  });

  test('gives programs the whole licence', () => {
    const scales = JSON.parse(run(['list', '--json']).stdout) as { id: string; licences: object }[];
    assert.deepEqual(
      scales.map(({ id, licences }) => ({ id, licences })),
      [...catalogue, ...structures].map(({ id, licences }) => ({ id, licences })),
    );
  });
});

describe('wording', () => {
  test('gives the empty file of a scale, and check says what is still empty', () => {
    const { status, stdout } = run(['wording', 'sds', '--language', 'zh-CN']);
    assert.equal(status, 0);
    const empty = JSON.parse(stdout);
    assert.deepEqual([empty.instrument, empty.language, Object.keys(empty.items).length], ['sds', 'zh-CN', 20]);
    const checked = run(['check', file('sds.json', empty)]);
    assert.equal(checked.status, 1);
    assert.match(checked.stdout, /\/items\/20 +empty/);
    const fill = (of: object) => Object.fromEntries(Object.keys(of).map(key => [key, `Slot ${key}`]));
    const whole = {
      ...empty,
      licence: { holder: '示例大学', reference: 'L-2026-17', date: '2026-09-01' },
      items: fill(empty.items),
      options: { answers: fill(empty.options.answers) },
    };
    assert.equal(run(['check', file('sds-whole.json', whole)]).status, 0);
  });
  test('is for scales of the library whose wording does not ship', () => {
    assert.match(run(['wording', 'gad7', '--language', 'zh-CN']).stderr, /ships/);
    assert.match(run(['wording', 'none']).stderr, /no scale of the library/);
    assert.equal(run(['check', file('none.json', { instrument: 'none', items: {} })]).status, 2);
  });
});

describe('check', () => {
  test('finds nothing in a sound definition, a scale of the library, an item bank and a FHIR questionnaire', () => {
    for (const name of [
      'phq9',
      file('sound.json', sample()),
      file('bank.json', demonstrationBank()),
      file('fhir.json', foreign),
    ]) {
      const { status, stdout } = run(['check', name]);
      assert.deepEqual([status, stdout], [0, `${name}: nothing is wrong.\n`]);
    }
  });

  test('shows every finding with its place, and ends with 1', () => {
    const name = file('broken.json', { ...sample(), version: '1', scales: 7 });
    const { status, stdout } = run(['check', name]);
    assert.equal(status, 1);
    assert.match(stdout, /^\/version +wrong-format +A version such as 1\.0\.0 is expected\.$/m);
    assert.match(stdout, /^\/scales +wrong-type +An array is expected\.$/m);
    assert.match(stdout, /broken\.json: 2 findings\.$/m);
    const { findings, ok } = JSON.parse(run(['check', name, '--json']).stdout) as { ok: boolean; findings: object[] };
    assert.deepEqual([ok, findings.length], [false, 2]);
  });

  test('finds what is wrong with a bank and with a questionnaire', () => {
    const bank = file('bad-bank.json', { ...demonstrationBank(), D: -1 });
    assert.match(run(['check', bank]).stdout, /^\/D +out-of-range/m);
    const loop = { question: 'a', operator: 'exists', answerBoolean: true };
    const item = [{ linkId: 'a', type: 'string', enableWhen: [loop] }];
    const cycle = file('cycle.json', { resourceType: 'Questionnaire', status: 'draft', item });
    const { status, stdout } = run(['check', cycle]);
    assert.equal(status, 1);
    assert.match(stdout, /^\/items\/0 +cycle/m);
  });
});

describe('score', () => {
  test('shows scores and levels, and that they are no diagnosis', () => {
    const { status, stdout } = run(['score', 'gad7', '--answers', file('answers.json', answers)]);
    assert.equal(status, 0);
    assert.match(stdout, /^GAD-7 \(gad7 \d+\.\d+\.\d+\): complete$/m);
    assert.match(stdout, /^total .* 14 +0–21 +\S/m);
    assert.match(stdout, /not a diagnosis/);
  });

  test('takes the answers from the standard input, and a list of them', () => {
    const { stdout } = run(['score', 'gad7', '--answers', '-', '--json'], JSON.stringify([answers, {}]));
    const results = JSON.parse(stdout) as { status: string }[];
    assert.deepEqual(
      results.map(({ status }) => status),
      ['complete', 'incomplete'],
    );
  });

  test('ends with 1 where an answer is missing or doesn’t fit, and repeats no answer', () => {
    assert.equal(run(['score', 'gad7', '--answers', file('none.json', {})]).status, 1);
    const { status, stdout, stderr } = run([
      'score',
      'gad7',
      '--answers',
      file('wrong.json', { ...answers, '1': 'my secret' }),
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /invalid_input/);
    assert.doesNotMatch(stdout + stderr, /secret/);
  });

  test('points out critical answers before anything else is said of them', () => {
    const phq9 = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(id => [id, id === '9' ? 1 : 0]));
    const { stdout } = run(['score', 'phq9', '--answers', file('phq9.json', phq9)]);
    assert.match(stdout, /Critical answers[^\n]*\n {2}suicidal_ideation: item 9/);
  });

  test('says which variants there are', () => {
    const { status, stderr } = run(['score', 'gad7', '--answers', file('a.json', answers), '--variant', 'x']);
    assert.equal(status, 2);
    assert.match(stderr, /has no variant "x"\. It has: /);
  });
});

describe('fhir', () => {
  test('goes there and back again, in both releases', () => {
    for (const release of [[], ['--r5']]) {
      const there = run(['fhir', 'gad7', ...release]);
      assert.equal(there.status, 0);
      assert.match(there.stderr, /^Questionnaire\.extension\[0\] +.*scales/m);
      const back = run(['fhir', file('there.json', there.stdout), ...release]);
      assert.deepEqual(
        JSON.parse(back.stdout),
        catalogue.find(({ id }) => id === 'gad7'),
      );
    }
  });

  test('lists by path what is not asked as the questionnaire says, and only --strict makes it a failure', () => {
    const name = file('foreign.json', foreign);
    const { status, stdout, stderr } = run(['fhir', name]);
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { id: string }).id, 'walk');
    assert.match(stderr, /^Questionnaire\.item\[2\] +Hidden/m);
    assert.equal(run(['fhir', name, '--strict']).status, 1);
    const { unsupported } = JSON.parse(run(['fhir', name, '--json']).stdout) as { unsupported: unknown[] };
    assert.ok(unsupported.length > 3);
  });
});

describe('whoever calls it wrongly gets a sentence and 2', () => {
  for (const [args, says] of [
    [[], /Name a command/],
    [['frobnicate'], /no command "frobnicate"/],
    [['toString'], /no command "toString"/],
    [['check'], /needs a FILE/],
    [['check', 'nothing.json'], /no file "nothing\.json"/],
    [['check', 'nothing'], /no scale with this id/],
    [['check', '.'], /is a folder/],
    [['check', 'a', 'b'], /too much/],
    [['list', 'x'], /too much/],
    [['check', 'phq9', '--answers', 'x'], /"check" has no option --answers/],
    [['check', 'phq9', '--wrong'], /Unknown option '--wrong'/],
    [['score', 'phq9'], /needs --answers/],
    [['score', '-', '--answers', '-'], /Only one/],
    [['list', '--language', '../..'], /language tag/],
  ] as [string[], RegExp][]) {
    test(args.join(' ') || 'no argument', () => {
      const { status, stdout, stderr } = run(args);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }

  test('also for what is no JSON, no UTF-8 and no sound definition', () => {
    const secret = run(['check', file('secret.json', '{\n  "secret": tru }')]);
    assert.deepEqual([secret.status, secret.stderr], [2, '"secret.json" is not valid JSON.\n']);
    const broken = run(['check', file('broken-text.json', '{\n  "a": 1, }')]);
    assert.deepEqual(
      [broken.status, broken.stderr],
      [2, '"broken-text.json" is not valid JSON: see line 2, column 11.\n'],
    );
    const gbk = run(['check', file('gbk.json', Uint8Array.of(0x22, 0xc4, 0xe3, 0x22))]);
    assert.deepEqual([gbk.status, gbk.stderr], [2, '"gbk.json" is no UTF-8 text: save it as UTF-8.\n']);
    const unsound = run(['score', file('unsound.json', {}), '--answers', file('a.json', {})]);
    assert.match(unsound.stderr, /no sound definition \(\d+ faults\): run "check unsound\.json"/);
  });

  test('a byte order mark is no fault', () => {
    assert.equal(run(['check', file('bom.json', `\ufeff${JSON.stringify(sample())}`)]).status, 0);
  });
});

describe('a table', () => {
  test('is aligned where characters take two columns, and fits the terminal', () => {
    const rows = [
      ['a', '患者健康问卷抑郁症状群量表(9项)', 'x'],
      ['bb', 'A long text of several words that has to be broken', '中文很长需要换行的一段文字，也要对齐'],
      ['c', 'e\u0301 👩‍👩‍👧 한국', ''],
    ];
    for (const columns of [40, 60, 200]) {
      const lines = table(['One', 'Two', 'Three'], rows, columns).split('\n');
      assert.ok(
        lines.every(line => widthOf(line) <= columns),
        lines.join('\n'),
      );
    }
    const [, rule, ...lines] = table(['One', 'Two', 'Three'], rows).split('\n');
    const third = rule!.lastIndexOf('  ') + 2;
    for (const [at, text] of ['x', '中'].entries()) {
      const line = lines[at]!;
      assert.equal(
        widthOf(line.slice(0, line.lastIndexOf(at === 0 ? ' x' : '  中') + (at === 0 ? 1 : 2))),
        third,
        text,
      );
    }
  });

  test('counts two columns for a Chinese character, one for a letter with its marks', () => {
    for (const [text, columns] of [
      ['abc', 3],
      ['中文，', 6],
      ['한국', 4],
      ['e\u0301', 1],
      ['👩\u200d👩\u200d👧', 2],
    ] as const) {
      assert.equal(widthOf(text), columns, text);
    }
    assert.equal(
      table(
        ['Id', 'X'],
        [
          ['心桥', '1'],
          ['ab', '2'],
        ],
      ),
      'Id    X\n────  ─\n心桥  1\nab    2',
    );
  });

  test('takes no control characters into the terminal', () => {
    assert.doesNotMatch(table(['A'], [['\u001b[31mred\u0007\u202e']]), /[\u001b\u0007\u202e]/);
  });

  test('loses no character when it breaks a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (text, limit) => {
        const lines = wrap(text, limit);
        assert.equal(lines.join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
        for (const line of lines) assert.ok(widthOf(line) <= limit, JSON.stringify([line, limit]));
      }),
    );
  });
});
