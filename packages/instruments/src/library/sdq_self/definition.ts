/** SDQ, answered by pupils themselves, aged 11 to 17. Keys and empty slots. */
import { sdq } from '../sdq.ts';

export const sdqSelf = sdq({
  id: 'sdq_self',
  title: { 'zh-CN': '长处与困难问卷(学生自评 11-17)', en: 'SDQ, answered by the pupil (11 to 17)' },
  respondent: 'self',
  age: { min: 11, max: 17 },
  levels: { total: [16, 20], emotional: [6, 7], conduct: [4, 5], hyperactivity: [6, 7], peer: [4, 6] },
});
