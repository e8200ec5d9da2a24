/** Fetched by pages that were given a one-time code. */
export { sessionByCode } from '@xinqiao/sdk';
