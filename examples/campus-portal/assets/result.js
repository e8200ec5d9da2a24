// Which result: the own one by its assignment, or for psychology staff one of a student's, newest first.
const report = document.querySelector('xq-result-report');
const asked = new URLSearchParams(location.search);

async function show() {
  if (asked.has('assignment')) return report.setAttribute('assignment-id', asked.get('assignment'));
  const { client } = document.querySelector('xq-provider');
  const found = await client.students.list({ q: report.dataset.studentNumber, limit: 1 });
  const studentId = asked.get('student') ?? found.data[0]?.id;
  if (!studentId) return;
  const { data } = await client.responses.list({ studentId, limit: 50 });
  const chosen = asked.get('response') ?? data[0]?.id;
  const list = document.createElement('ul');
  for (const { id, instrumentId, receivedAt } of data) {
    const link = document.createElement('a');
    link.href = `?${new URLSearchParams({ student: studentId, response: id })}`;
    link.textContent = `${instrumentId.toUpperCase()} ${receivedAt.slice(0, 10)}`;
    if (id === chosen) link.setAttribute('aria-current', 'page');
    list.appendChild(document.createElement('li')).append(link);
  }
  const nav = document.querySelector('#results');
  nav.append(list);
  nav.hidden = data.length === 0;
  if (chosen) report.setAttribute('response-id', chosen);
}
show().catch(() => report.setAttribute('response-id', '-'));
