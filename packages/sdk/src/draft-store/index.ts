/** `@xinqiao/sdk/draft-store`: a form's answers until they are submitted. Fetched by whoever shows a form, not by the client. */
export { answersDigest } from './digest.ts';
export { DraftStore, isFinal, type DraftState, type DraftStoreOptions } from './draft-store.ts';
