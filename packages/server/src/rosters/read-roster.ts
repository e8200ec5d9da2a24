/** Reads the files of a roster, whichever of the two kinds they are. */
import type { Stage } from '@xinqiao/contract/types';
import { localDate } from '../app/time.ts';
import { isOneRoster, readOneRoster } from './one-roster.ts';
import type { Roster } from './roster.ts';
import { Faults, fits, headerOf, type NamedFile } from './sheet.ts';
import { readSpreadsheets, staffColumns, studentColumns } from './spreadsheet.ts';

export interface RosterSettings {
  /** What the school is called where it isn't there yet; spreadsheets don't say it. */
  school?: string;
  /** Where a sheet doesn't say which stage a student is in. */
  stage?: Stage;
  /** The calendar day at the school, `YYYY-MM-DD`; of the real clock when left out. A role may begin and end; nobody is born later. */
  today?: string;
}

/**
 * OneRoster bulk files when `manifest.csv` is among them, else spreadsheets, of which each is one of students or of staff by
 * its header.
 */
export function readRoster(files: readonly NamedFile[], settings: RosterSettings = {}): Roster {
  const { school = '学校', stage, today = localDate(new Date()) } = settings;
  if (isOneRoster(files)) return readOneRoster(files, today, stage);
  const students: NamedFile[] = [];
  const staff: NamedFile[] = [];
  const faults = new Faults();
  for (const file of files) {
    const header = headerOf(file);
    const isStaff = header !== undefined && fits(header, staffColumns);
    const isStudents = header === undefined || fits(header, studentColumns);
    if (isStaff) staff.push(file);
    // What is neither is read as the one that it is nearer to, which then names the columns that are missing.
    else if (isStudents || header.some(name => ['学号', 'studentnumber'].includes(name))) students.push(file);
    else if (header.some(name => ['工号', '教工号', '职工号', 'staffnumber'].includes(name))) staff.push(file);
    else faults.add({ file: file.name, line: 1 }, null, 'unknown-file', 'There is neither a 学号 nor a 工号 in it.');
  }
  const roster = readSpreadsheets(students, staff, { school, stage, today });
  return { ...roster, faults: [...faults.all, ...roster.faults] };
}
