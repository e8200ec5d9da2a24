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

// Signed out meanwhile, perhaps in another window: back to where one signs in.
document.addEventListener('xq-session-expired', () => location.assign('/'));
