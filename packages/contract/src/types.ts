/** The types of the OpenAPI document, without zod: `import type { Alert, Instrument } from '@xinqiao/contract/types'`. */
export type * from './generated/openapi.ts';
