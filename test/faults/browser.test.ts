/**
 * Faults between a pupil and the page, in a real browser with the real service: what was shown as saved is not lost, and
 * nobody sees what another person wrote. Each has a device and students of its own, so that several run at once: most of
 * their time they wait for a save.
 */
import { after, before, describe } from 'node:test';
import { pageFaults } from './browser/page.ts';
import { personFaults } from './browser/person.ts';
import { clockFaults, serviceFaults } from './browser/service.ts';
import { closeStage, LIMIT, openStage } from './browser/stage.ts';
import { storageFaults } from './browser/storage.ts';
import { submissionFaults } from './browser/submission.ts';

before(openStage);
after(closeStage);

describe('in a browser', { concurrency: 2, timeout: LIMIT }, () => {
  pageFaults();
  storageFaults();
  serviceFaults();
  submissionFaults();
  personFaults();
});

describe('in a browser, alone', { timeout: LIMIT }, clockFaults);
