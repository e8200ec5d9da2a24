/** SDQ, answered by a parent of somebody aged 4 to 17. Keys and empty slots. */
import { sdq } from '../sdq.ts';

export const sdqParent = sdq({
  id: 'sdq_parent',
  title: { 'zh-CN': '长处与困难问卷(家长评 4-17)', en: 'SDQ, answered by a parent (4 to 17)' },
  respondent: 'parent',
  age: { min: 4, max: 17 },
  levels: { total: [14, 17], emotional: [4, 5], conduct: [3, 4], hyperactivity: [6, 7], peer: [3, 4] },
});
