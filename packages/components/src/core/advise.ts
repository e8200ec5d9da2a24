type Advice = typeof import('./advice.ts');

/** Advice for whoever writes the page. Fetched where there is some to give: it changes nothing that the person sees. */
export const advise = (give: (advice: Advice) => void): void => {
  import('./advice.ts').then(give, () => {});
};
