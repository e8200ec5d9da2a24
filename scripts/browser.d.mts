/** Arguments that keep the browser quiet where there is no network, no graphics card and only root. */
export const browserArgs: string[];
/** Path of a browser that starts; brings one with `install`. Rejects with one sentence that says what to do. */
export function findBrowser(options?: { install?: boolean; log?: (line: string) => void }): Promise<string>;
