export { XqMyData, type XqDataRequestEvent, type XqMyDataEventMap } from './my-data.ts';
export type { MyDataView } from './model.ts';
export type { MyDataStrings } from './strings.ts';
