export { XqAssignments, type XqAssignmentsEventMap, type XqOpenEvent } from './assignments.ts';
export type { AssignmentsStrings } from './strings.ts';
