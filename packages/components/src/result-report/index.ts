export { XqResultReport } from './result-report.ts';
export type { OwnReport, StaffReport } from './model.ts';
export type { ResultReportStrings } from './strings.ts';
