// The portal's own table of students, filled by the SDK through the client of the provider.
const section = document.querySelector('.roster');
const form = section.querySelector('form');
const rows = section.querySelector('tbody');
const more = section.querySelector('.pager button');
const status = section.querySelector('[role="status"]');
const link = section.querySelector('template').content;
const xinqiao = document.querySelector('xq-provider');
const words = {
  none: { 'zh-CN': '没有符合条件的学生', en: 'No students found' },
  failed: { 'zh-CN': '暂时没能读取，请稍后再试', en: 'Could not be read, please try again' },
};

let cursor;
let asking;

// In both languages: the page shows the one it is in.
function say(text = {}) {
  const inLanguage = ([lang, textContent]) => Object.assign(document.createElement('span'), { lang, textContent });
  status.replaceChildren(...Object.entries(text).map(inLanguage));
}

function cell(row, content, className) {
  const td = row.insertCell();
  td.append(content);
  if (className) td.className = className;
}

async function load(from) {
  const { class: unitId, q } = Object.fromEntries(new FormData(form));
  const query = { limit: 12, cursor: from, unitId: unitId || undefined, q: q.trim() || undefined };
  asking?.abort();
  const { signal } = (asking = new AbortController());
  try {
    // The provider's client of now: it has another after it was locked, or somebody else has signed in.
    const { data, nextCursor } = await xinqiao.client.students.list(query, { signal });
    if (!from) rows.textContent = '';
    for (const student of data) {
      const row = rows.insertRow();
      cell(row, student.studentNumber);
      cell(row, student.name);
      cell(row, student.className);
      cell(row, student.dormitoryName ?? '', 'wide');
      const view = link.cloneNode(true);
      view.firstElementChild.href = `growth.html?student=${encodeURIComponent(student.id)}`;
      cell(row, view);
    }
    cursor = nextCursor;
    more.hidden = cursor === null;
    say(rows.rows.length === 0 ? words.none : undefined);
  } catch {
    // What was asked in its place shows its own answer.
    if (!signal.aborted) say(words.failed);
  }
}

async function loadClasses() {
  // A whole school has too many for a list: there one searches by name.
  const { data, nextCursor } = await xinqiao.client.organisationUnits.list({ kind: 'class', limit: 50 });
  if (nextCursor !== null) form.elements.class.closest('label').hidden = true;
  else form.elements.class.append(...data.map(({ id, name }) => new Option(name, id)));
}

form.addEventListener('submit', event => {
  event.preventDefault();
  load();
});
more.addEventListener('click', () => load(cursor));
load();
loadClasses().catch(() => {});
