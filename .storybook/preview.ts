import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { setStorybookHelpersConfig } from '@wc-toolkit/storybook-helpers';
import '@xinqiao/components/define';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { withActions } from 'storybook/actions/decorator';
import manifest from '../packages/components/custom-elements.json' with { type: 'json' };

setCustomElementsManifest(manifest);
setStorybookHelpersConfig({ hideArgRef: true });

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'high-contrast', title: 'High contrast' },
        ],
        dynamicTitle: true,
      },
    },
    locale: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'zh-CN', title: '简体中文' },
          { value: 'en', title: 'English' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'light', locale: 'zh-CN' },
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
    options: {
      storySort: {
        order: [
          'Start',
          ['Welcome', 'For vendors', 'For designers', 'Design'],
          'Elements',
          'Instruments',
          ['Library', 'Scales'],
          'Decisions',
        ],
      },
    },
  },
  decorators: [
    (story, { globals, parameters, loaded }) => {
      // The page behind an element takes the theme too, so that contrast is judged on what people see.
      document.documentElement.lang = globals['locale'];
      document.documentElement.dataset['theme'] = globals['theme'];
      const size = { 'max-width': parameters['width'] ?? '720px', 'min-height': parameters['height'] };
      return html`<xq-provider theme=${globals['theme']} .client=${loaded['client']}>
        <div class="story" lang=${globals['locale']} style=${styleMap(size)}>${story()}</div>
      </xq-provider>`;
    },
    withActions,
  ],
};

export default preview;
