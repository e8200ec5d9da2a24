export { XqAccessLog } from './access-log.ts';
export type { AccessLogStrings } from './strings.ts';
