// Whose file: named by the link, or by a student number that has to be looked up first.
const file = document.querySelector('xq-growth-file');
const credits = document.querySelector('xq-course-credits');

async function show() {
  let id = new URLSearchParams(location.search).get('student');
  const number = file.dataset.studentNumber;
  if (!id && number) {
    const { client } = document.querySelector('xq-provider');
    const { data } = await client.students.list({ q: number, limit: 1 });
    id = data[0]?.id;
  }
  for (const element of [file, credits]) element?.setAttribute('student-id', id ?? '-');
}
// Reports by response are for the psychology centre; students reach theirs from their own list.
if (file.dataset.person === 'psychologist')
  file.setAttribute('report-template', 'result.html?student={studentId}&response={responseId}');
show().catch(() => file.setAttribute('student-id', '-'));
