/**
 * Runs jobs beside each other, so that no core waits while one of them does. They start in their order as soon as what they come
 * after is done and there is room; a smaller one may overtake.
 *
 * @template {{ name: string, after?: string[], cores?: number, isAlone?: boolean }} Job `cores` that it keeps busy, 1 when left
 * out; one that is alone has none beside it
 * @param {readonly Job[]} jobs what they come `after` is waited for where it is one of these
 * @param {number} room cores to be kept busy; a job that wants more gets them all
 * @param {(job: Job) => Promise<void>} perform
 */
export async function inPool(jobs, room, perform) {
  const waiting = new Set(jobs);
  const running = new Map();
  const isOver = name => !jobs.some(job => job.name === name && (waiting.has(job) || running.has(job)));
  const sizeOf = ({ cores = 1, isAlone = false }) => (isAlone ? room : Math.min(cores, room));
  const taken = () => [...running.keys()].reduce((sum, job) => sum + sizeOf(job), 0);
  while (waiting.size > 0 || running.size > 0) {
    for (const job of waiting) {
      if (!(job.after ?? []).every(isOver) || taken() + sizeOf(job) > room) continue;
      waiting.delete(job);
      running.set(
        job,
        perform(job).finally(() => running.delete(job)),
      );
    }
    if (running.size === 0) throw new Error(`${[...waiting].map(({ name }) => name).join(', ')} wait for each other.`);
    await Promise.race(running.values());
  }
}
