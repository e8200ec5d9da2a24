/**
 * Keeps zod from probing for eval, which a page with a strict Content-Security-Policy would report. Imported before
 * anything that builds a schema.
 */
import { config } from 'zod/v4/core';

config({ jitless: true });
