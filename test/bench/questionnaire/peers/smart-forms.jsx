/** Smart Forms, the renderer of CSIRO, in React. */
import { BaseRenderer, buildForm, RendererThemeProvider, useRendererQueryClient } from '@aehrc/smart-forms-renderer';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { serve } from '../pages/page.ts';
import { questionnaireOf } from './fhir.js';

function App() {
  return (
    <RendererThemeProvider>
      <QueryClientProvider client={useRendererQueryClient()}>
        <BaseRenderer />
      </QueryClientProvider>
    </RendererThemeProvider>
  );
}

serve({
  async show(count, place) {
    await buildForm({ questionnaire: questionnaireOf(count) });
    createRoot(place).render(<App />);
  },
  control: (item, option) => document.querySelectorAll(`[data-linkid="i${item}"] input[type=radio]`)[option],
  total: () => document.querySelector('[data-linkid="total"] input')?.value,
});
