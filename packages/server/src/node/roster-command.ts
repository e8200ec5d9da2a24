/** `xinqiao-server roster …`: looks at a roster, or takes it over. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { STAGES } from '@xinqiao/contract';
import type { Stage } from '@xinqiao/contract/types';
import { migrate } from '../database/migrate.ts';
import { importRoster, RosterError } from '../rosters/import-roster.ts';
import type { RosterReport } from '../rosters/report.ts';
import { readRoster } from '../rosters/read-roster.ts';
import type { Fault } from '../rosters/roster.ts';
import type { NamedFile } from '../rosters/sheet.ts';
import { openStorage } from './storage.ts';

export const rosterUsage = `xinqiao-server roster check FILE …   say what would change, and every cell that can't be taken
xinqiao-server roster import FILE …  the same, and take it over: all of it or nothing
    FILE                      CSV in UTF-8 or GBK: sheets of students (学号 姓名 出生日期 学院 班级 …) and of staff
                              (工号 姓名 角色 负责单位), or the folder of a OneRoster 1.2 export
    [--school NAME]           what the school is called, when the database is empty
    [--stage STAGE]           where a sheet has no 学段: ${STAGES.join(', ')}
    [--complete]              students who don't stand in it have left …
    [--complete-staff]        staff who don't stand in it lose their roles …
    [--allow-many-leavers]    … even if they are more than a tenth
    [--json]                  the report and all faults as JSON
`;

/** So many faults are printed; all of them with `--json`. */
const PRINTED = 50;

/** @returns the exit code: 0, 1 when the roster has faults, 2 when the command can't be understood. */
export async function rosterCommand(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command !== 'check' && command !== 'import') {
    process.stderr.write(rosterUsage);
    return 2;
  }
  const { values, positionals } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      school: { type: 'string' },
      stage: { type: 'string' },
      complete: { type: 'boolean' },
      'complete-staff': { type: 'boolean' },
      'allow-many-leavers': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  if (positionals.length === 0) {
    process.stderr.write(rosterUsage);
    return 2;
  }
  const stage = values.stage as Stage | undefined;
  if (stage !== undefined && !STAGES.includes(stage)) throw new Error(`--stage is one of ${STAGES.join(', ')}.`);
  const files = (await Promise.all(positionals.map(filesOf))).flat();
  const roster = readRoster(files, { ...(values.school && { school: values.school }), ...(stage && { stage }) });

  if (roster.faults.length > 0) return refuse(roster.faults, values.json ?? false);

  const { env } = process;
  const { database, lock } = await openStorage({
    ...(env['DATABASE_URL'] && { databaseUrl: env['DATABASE_URL'] }),
    ...(env['XINQIAO_DATA_DIR'] && { dataDir: env['XINQIAO_DATA_DIR'] }),
  });
  try {
    await migrate(database, values.school ? { name: values.school } : {});
    const report = await importRoster(database, roster, {
      isComplete: values.complete ?? false,
      isStaffComplete: values['complete-staff'] ?? false,
      allowsManyLeavers: values['allow-many-leavers'] ?? false,
      dryRun: command === 'check',
    });
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
    return 0;
  } catch (error) {
    if (!(error instanceof RosterError)) throw error;
    return refuse(error.faults, values.json ?? false);
  } finally {
    await database.close();
    lock?.release();
  }
}

/** A file, or the CSV files of a folder. */
async function filesOf(path: string): Promise<NamedFile[]> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path)).filter(name => name.endsWith('.csv')).sort() : [basename(path)];
  return Promise.all(names.map(async name => ({ name, bytes: await readFile(isFolder ? join(path, name) : path) })));
}

function refuse(faults: readonly Fault[], asJson: boolean): number {
  if (asJson) process.stdout.write(`${JSON.stringify({ faults }, null, 2)}\n`);
  else process.stderr.write(faultsInWords(faults));
  return 1;
}

function faultsInWords(faults: readonly Fault[]): string {
  const lines = faults.slice(0, PRINTED).map(({ file, line, column, code, detail }) => {
    const where = [`${file}:${line}`, column].filter(part => part !== null).join(' ');
    return `${where}: ${detail} (${code})`;
  });
  const more = faults.length > PRINTED ? [`… and ${faults.length - PRINTED} more; --json gives all of them.`] : [];
  return [...lines, ...more, `${faults.length} faults. Nothing was written.`, ''].join('\n');
}

function inWords({ dryRun, units, students, staff, assignments }: RosterReport): string {
  const lines = [
    `units     ${units.new} new, ${units.renamed} renamed, ${units.moved} moved`,
    `students  ${students.new} new, ${students.changed} changed (${students.moved} to another class), ` +
      `${students.unchanged} unchanged, ${students.returned} came back, ${students.left} left, ` +
      `${students.missing} not in the roster`,
    `staff     ${staff.new} new, ${staff.changed} changed, ${staff.unchanged} unchanged, ` +
      `${staff.ended} lost their roles, ${staff.missing} with a role are not in the roster`,
    `${assignments} questionnaires of running and coming campaigns given to new students`,
    dryRun ? 'Nothing was written: this was a check.' : 'Written.',
  ];
  return `${lines.join('\n')}\n`;
}
