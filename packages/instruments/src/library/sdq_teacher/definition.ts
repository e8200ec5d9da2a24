/** SDQ, answered by a teacher of somebody aged 4 to 17. Keys and empty slots. */
import { sdq } from '../sdq.ts';

export const sdqTeacher = sdq({
  id: 'sdq_teacher',
  title: { 'zh-CN': '长处与困难问卷(教师评 4-17)', en: 'SDQ, answered by a teacher (4 to 17)' },
  respondent: 'teacher',
  age: { min: 4, max: 17 },
  levels: { total: [12, 16], emotional: [5, 6], conduct: [3, 4], hyperactivity: [6, 7], peer: [4, 5] },
});
