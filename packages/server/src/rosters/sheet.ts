/** A sheet of cells: one CSV file with a header, and the readers of single cells. */
import { CsvError, parse } from 'csv-parse/sync';
import { decode } from './decode.ts';
import { halfWidth, ID, NOT_A_NUMBER } from './person-numbers.ts';
import type { Fault, FaultCode, Place } from './roster.ts';

export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Collects what can't be taken. */
export class Faults {
  readonly all: Fault[] = [];

  add(at: Place, column: string | null, code: FaultCode, detail: string): undefined {
    this.all.push({ ...at, column, code, detail });
    return undefined;
  }
}

/** Column → the headers under which it may stand, the first being the one that faults name. */
export type Columns<C extends string> = Readonly<Record<C, { names: readonly string[]; required?: boolean }>>;

/** The longest cell that is taken, in UTF-16 code units. No name, number or title comes near it. */
export const LONGEST = 200;

/** One line of a sheet, cell by cell. Every reader gives `undefined` for a cell that is empty or has a fault. */
export class SheetRow<C extends string> {
  readonly at: Place;
  readonly #cells: readonly string[];
  readonly #places: ReadonlyMap<C, number>;
  readonly #columns: Columns<C>;
  readonly #faults: Faults;

  constructor(
    at: Place,
    cells: readonly string[],
    places: ReadonlyMap<C, number>,
    columns: Columns<C>,
    faults: Faults,
  ) {
    this.at = at;
    this.#cells = cells;
    this.#places = places;
    this.#columns = columns;
    this.#faults = faults;
  }

  fault(column: C, code: FaultCode, detail: string): undefined {
    return this.#faults.add(this.at, this.#columns[column].names[0]!, code, detail);
  }

  /** Whether the sheet has the column at all: what it doesn't have, it doesn't say. */
  has(column: C): boolean {
    return this.#places.has(column);
  }

  /** The text without the space around it. */
  text(column: C): string | undefined {
    const place = this.#places.get(column);
    const text = (place === undefined ? '' : (this.#cells[place] ?? '')).normalize('NFC').trim();
    if (text === '') return undefined;
    if (text.length > LONGEST) return this.fault(column, 'too-long', `At most ${LONGEST} characters.`);
    // Invisible ones too: two that look alike must be the same. Joiners stay, which some scripts are written with.
    if (/[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]/u.test(text)) {
      return this.fault(column, 'forbidden-character', 'A control character or an invisible one stands in it.');
    }
    return text;
  }

  required(column: C): string | undefined {
    const before = this.#faults.all.length;
    const text = this.text(column);
    if (text === undefined && this.#faults.all.length === before)
      this.fault(column, 'required', 'It must be filled in.');
    return text;
  }

  /** A 学号 or 工号: the portal names the person by it, and the contract takes ids alone. */
  personNumber(column: C): string | undefined {
    const text = this.required(column);
    const number = text && halfWidth(text);
    return number === undefined || ID.test(number) ? number : this.fault(column, 'not-an-id', NOT_A_NUMBER);
  }

  /** @param today the calendar day at the school, `YYYY-MM-DD`. Who is not born yet is of no age that anything is asked of. */
  birthDate(column: C, today: string): string | undefined {
    const day = this.date(column);
    return day !== undefined && day > today ? this.fault(column, 'not-a-date', 'It lies in the future.') : day;
  }

  /** A calendar date as Chinese schools write it: 2008-03-01, 2008/3/1, 2008.3.1, 20080301 or 2008年3月1日. */
  date(column: C, text = this.required(column)): string | undefined {
    if (text === undefined) return undefined;
    const [, year, month, day] =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
    if (year && month && day) {
      const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      const date = new Date(`${iso}T00:00:00Z`);
      if (date.toString() !== 'Invalid Date' && date.toISOString().startsWith(iso) && Number(year) >= 1900) return iso;
    }
    return this.fault(column, 'not-a-date', 'A date is written 2008-03-01 (also 2008/3/1, 20080301, 2008年3月1日).');
  }

  /** One of the words, whatever its case. */
  oneOf<T>(column: C, words: Readonly<Record<string, T>>, text = this.required(column)): T | undefined {
    if (text === undefined) return undefined;
    const found = words[text.toLowerCase()];
    if (found !== undefined && Object.hasOwn(words, text.toLowerCase())) return found;
    return this.fault(column, 'unknown-value', `One of: ${Object.keys(words).join(', ')}.`);
  }
}

/** Compared without case, spaces and what stands in brackets: `学号（必填）` is `学号`. */
const bare = (header: string): string =>
  header
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s*]/g, '')
    .toLowerCase();

/** The header line of a file, or undefined when it can't be read. */
export function headerOf({ bytes }: NamedFile): readonly string[] | undefined {
  const text = decode(bytes)?.text;
  if (text === undefined) return undefined;
  try {
    return (parse(text, { ...csv(text), to: 1 }) as string[][])[0]?.map(bare);
  } catch {
    return undefined;
  }
}

/** Whether a header has all columns of the kind that are required. */
export const fits = (header: readonly string[], columns: Columns<string>): boolean =>
  Object.values(columns).every(({ names, required }) => !required || names.some(name => header.includes(bare(name))));

// A semicolon or a tab where the first line has one and no comma.
const csv = (text: string) => {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', '\t', ';', '，'].find(mark => line.includes(mark)) ?? ',';
  return { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true } as const;
};

/** Reads a sheet; what can't be read goes to `faults`, and the rows that can are given. */
export function readSheet<C extends string>(
  file: NamedFile,
  columns: Columns<C>,
  faults: Faults,
): readonly SheetRow<C>[] {
  const at: Place = { file: file.name, line: 1 };
  const text = decode(file.bytes)?.text;
  if (text === undefined) {
    faults.add(at, null, 'not-text', 'It is neither UTF-8 nor GBK. Save the sheet as CSV.');
    return [];
  }
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { ...csv(text), info: true }) as unknown as typeof records;
  } catch (error) {
    // The library's own message quotes the cell.
    const line = error instanceof CsvError ? Number(error['lines']) || 1 : 1;
    faults.add({ ...at, line }, null, 'not-csv', 'It is no CSV from here on: a quotation mark is open or too many.');
    return [];
  }
  const [header, ...rest] = records;
  if (!header) {
    faults.add(at, null, 'empty-file', 'There is nothing in it.');
    return [];
  }
  const places = new Map<C, number>();
  const headers = header.record.map(bare);
  for (const [column, { names, required }] of Object.entries(columns) as [C, Columns<C>[C]][]) {
    const found = headers.flatMap((name, index) => (names.some(one => bare(one) === name) ? [index] : []));
    if (found.length > 1) faults.add(at, names[0]!, 'repeated-column', 'There are two columns of this kind.');
    if (found[0] !== undefined) places.set(column, found[0]);
    else if (required) faults.add(at, names[0]!, 'missing-column', `There is no column of this name.`);
  }
  if (faults.all.some(fault => fault.file === file.name)) return [];
  return rest
    .filter(({ record }) => record.some(cell => cell.trim() !== ''))
    .map(({ record, info }) => new SheetRow({ ...at, line: info.lines }, record, places, columns, faults));
}
