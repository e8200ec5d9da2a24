// The portal's own table of students, filled by the SDK through the client of the provider.
const section = document.querySelector('.roster');
const form = section.querySelector('form');
const rows = section.querySelector('tbody');
const more = section.querySelector('.pager button');
const status = section.querySelector('[role="status"]');
const link = section.querySelector('template').content;
const { client } = document.querySelector('xq-provider');

let cursor;

function cell(row, content, className) {
  const td = row.insertCell();
  td.append(content);
  if (className) td.className = className;
}

async function load(from) {
  const { class: unitId, q } = Object.fromEntries(new FormData(form));
  const query = { limit: 12, cursor: from, unitId: unitId || undefined, q: q.trim() || undefined };
  try {
    const { data, nextCursor } = await client.students.list(query);
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
    status.textContent = rows.rows.length === 0 ? '没有符合条件的学生 No students found' : '';
  } catch {
    status.textContent = '暂时没能读取，请稍后再试 Could not be read, please try again';
  }
}

async function loadClasses() {
  // A whole school has too many for a list: there one searches by name.
  const { data, nextCursor } = await client.organisationUnits.list({ kind: 'class', limit: 50 });
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
