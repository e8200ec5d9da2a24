/** The page of a portal with one questionnaire on it; the address says whose and which. */
import '@xinqiao/components/provider/define';
import '@xinqiao/components/questionnaire/define';

const asked = new URLSearchParams(location.search);
document.documentElement.lang = 'zh-CN';
const provider = document.createElement('xq-provider');
provider.baseUrl = '/api';
provider.sessionUrl = `/session?user=${asked.get('user')}`;
for (const assignment of asked.getAll('assignment')) {
  const form = document.createElement('xq-questionnaire');
  form.assignmentId = assignment;
  form.layout = 'all';
  provider.append(form);
}
document.body.append(provider);
