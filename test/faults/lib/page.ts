/** The page of a portal with questionnaires on it; the address says whose and which. */
import '@xinqiao/components/provider/define';
import '@xinqiao/components/questionnaire/define';

const asked = new URLSearchParams(location.search);
document.documentElement.lang = 'zh-CN';
const provider = document.createElement('xq-provider');
provider.baseUrl = '/api';
provider.sessionUrl = `/session?user=${asked.get('user')}`;
const lockAfter = asked.get('lock-after');
if (lockAfter !== null) provider.setAttribute('lock-after', lockAfter);
for (const assignment of asked.getAll('assignment')) {
  const form = document.createElement('xq-questionnaire');
  form.assignmentId = assignment;
  form.layout = 'all';
  provider.append(form);
}
// What a page shows in the moment in which it comes back out of the back/forward cache.
window.addEventListener('pageshow', ({ persisted }) => {
  const inputs = [...document.querySelectorAll('xq-questionnaire')].flatMap(form => [
    ...form.shadowRoot!.querySelectorAll('input'),
  ]);
  if (persisted) document.documentElement.dataset['restoredWith'] = String(inputs.length);
});
document.body.append(provider);
