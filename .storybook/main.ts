import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: { name: '@storybook/web-components-vite', options: {} },
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  // The prepared database that the sandbox starts from (written by scripts/storybook.mjs).
  staticDirs: [{ from: '../stories/sandbox/generated', to: '/sandbox' }],
  features: { sidebarOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: config => ({
    ...config,
    resolve: { ...config.resolve, conditions: ['source', 'module', 'browser', 'development|production'] },
    // PGlite finds its WebAssembly beside its module: pre-bundling would move the one away from the other.
    optimizeDeps: { ...config.optimizeDeps, exclude: ['@electric-sql/pglite'] },
    build: { ...config.build, target: 'es2022', chunkSizeWarningLimit: 4000 },
    worker: { format: 'es' },
  }),
};

export default config;
