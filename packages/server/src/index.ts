/** The reference service, for any runtime with web standards: Node, and the browser itself. */
import './app/jitless.ts';

export { createApp } from './app/create-app.ts';
export type { AppOptions, XinqiaoApp } from './app/create-app.ts';
export type { FailureReport } from './app/router.ts';
export { DEFAULT_TENANT } from './database/database.ts';
export type { Database } from './database/database.ts';
export { migrate } from './database/migrate.ts';
export type { MigrateOptions } from './database/migrate.ts';
export { openPGlite } from './database/pglite.ts';
export type { PGliteOptions } from './database/pglite.ts';
export { createSecretKey, listSecretKeys, revokeSecretKey, rotateSecretKey } from './embed-sessions/secret-keys.ts';
export type { SecretKeyOptions, SecretKeyRecord } from './embed-sessions/secret-keys.ts';
export { revokeSigningKey, rotateSigningKey } from './embed-sessions/signing-keys.ts';
export type { SigningKeyOptions } from './embed-sessions/signing-keys.ts';
export { askedWithoutWording, LicensedTextsError, registerLicensedTexts } from './instruments/licensed-texts.ts';
export type { LicensedTextFile } from './instruments/licensed-texts.ts';
export { defaultHelpLines } from './me/help-lines.ts';
