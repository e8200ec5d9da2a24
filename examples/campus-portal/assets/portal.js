// The portal's own header: theme and language. Elements follow the nearest `lang` and their provider's `theme`.
const root = document.documentElement;
const provider = document.querySelector('xq-provider');

function keep(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

const toggles = {
  theme() {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.theme = theme;
    provider.setAttribute('theme', theme);
    keep('theme', theme);
  },
  lang() {
    root.lang = root.lang === 'en' ? 'zh-CN' : 'en';
    keep('lang', root.lang);
  },
};
for (const button of document.querySelectorAll('[data-toggle]')) {
  button.addEventListener('click', () => toggles[button.dataset.toggle]());
}

// Signed out meanwhile, perhaps in another window. The page stays: somebody may be in the middle of a questionnaire.
const expired = document.querySelector('.expired');
document.addEventListener('xq-session-expired', () => {
  expired.hidden = false;
});
document.addEventListener('visibilitychange', async () => {
  if (document.hidden || expired.hidden) return;
  await provider.refresh();
  expired.hidden = provider.me !== undefined;
});
