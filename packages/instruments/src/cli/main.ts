/** `xinqiao-instruments`: the library on the command line. Ends with 0 (well), 1 (something was found), 2 (wrong usage). */
import { parseArgs } from 'node:util';
import { check, fhir, list, scoreAnswers, wording, type Options, type Outcome } from './commands.ts';
import { UsageError } from './input.ts';
import { printable } from './table.ts';

const USAGE = `xinqiao-instruments: check, score and convert psychological scales

  check FILE                   what is wrong with a definition, a licensed wording, an item bank or a FHIR questionnaire
  score FILE --answers FILE    scores of one person's answers by item id, or of a list of them
        --variant ID           by another published rule
  fhir FILE                    a definition as a FHIR Questionnaire, or a Questionnaire as a definition
        --r5                   FHIR R5 instead of R4
        --strict               end with 1 when something is not carried natively
  wording ID --language TAG    an empty file for the words of a scale that ships without them
  list                         all scales of the library with their licences

  FILE is a JSON file, "-" for the standard input, or the id of a scale of the library such as phq9.
  --json                       output for programs
  --language TAG               language of titles and levels; en when left out

Ends with 0 when all is well, 1 when something was found, 2 when it was called wrongly.`;

const OPTIONS = {
  answers: { type: 'string' },
  variant: { type: 'string' },
  language: { type: 'string', default: 'en' },
  r5: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** The options that a command knows besides those of all. */
const OWN: Record<string, readonly string[]> = {
  check: [],
  score: ['answers', 'variant'],
  fhir: ['r5', 'strict'],
  wording: [],
  list: [],
};

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // The first sentence names the option; what follows explains a syntax that this program doesn't need.
    throw new UsageError((error as Error).message.split('. ')[0]!.replace(/\.?$/, '.'));
  }
}

/** What the program prints and how it ends. */
export function execute(args: string[], columns: number | undefined): Outcome {
  const { values, positionals } = parse(args);
  const [command, file, ...more] = positionals;
  if (values.help || command === 'help') return { output: USAGE, found: false };
  if (command === undefined) throw new UsageError(`Name a command.\n\n${USAGE}`);
  const own = Object.hasOwn(OWN, command) ? OWN[command] : undefined;
  if (!own) throw new UsageError(`There is no command "${command}": use ${Object.keys(OWN).join(', ')}.`);
  const given = Object.entries(values).filter(([name, value]) => value !== false && !(name === 'language'));
  const foreign = given.map(([name]) => name).find(name => name !== 'json' && !own.includes(name));
  if (foreign) throw new UsageError(`"${command}" has no option --${foreign}.`);
  if (command === 'list' ? file !== undefined : more.length > 0)
    throw new UsageError(`"${command}" was given too much.`);
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(values.language)) {
    throw new UsageError('--language needs a language tag such as zh-CN.');
  }
  const options: Options = { json: values.json, language: values.language, columns };
  if (command === 'list') return list(options);
  if (file === undefined) throw new UsageError(`"${command}" needs a FILE or the id of a scale.`);
  if (command === 'check') return check(file, options);
  if (command === 'wording') return wording(file, options);
  if (command === 'fhir') return fhir(file, values.r5 ? 'R5' : 'R4', values.strict, options);
  if (values.answers === undefined) throw new UsageError('"score" needs --answers FILE.');
  if (values.answers === '-' && file === '-') throw new UsageError('Only one of the two can be the standard input.');
  return scoreAnswers(file, values.answers, values.variant, options);
}

/** Runs the program of this process. */
export async function run(): Promise<void> {
  // Whoever reads may stop early: "| head".
  process.stdout.on('error', () => undefined);
  const { columns } = process.stdout.isTTY ? process.stdout : { columns: undefined };
  try {
    const { output, remarks, found } = execute(process.argv.slice(2), columns);
    if (remarks) process.stderr.write(`${remarks}\n`);
    process.stdout.write(`${output}\n`);
    process.exitCode = found ? 1 : 0;
  } catch (error) {
    const sentence = error instanceof UsageError ? error.message : `This went wrong: ${printable(String(error))}`;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 2;
  }
}
