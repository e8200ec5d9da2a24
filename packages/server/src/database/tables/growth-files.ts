/** What a growth file keeps of its own: the stages, and entries without what they say, which is clinical. */
import type { GrowthEntry, LocalizedText, Stage } from '@xinqiao/contract/types';
import type { Json, Nullable } from './columns.ts';

export interface GrowthStages {
  tenant_id: string;
  student_id: string;
  stage: Stage;
  school: string;
  from_date: string;
  to_date: Nullable<string>;
}

export interface GrowthEntries {
  tenant_id: string;
  id: string;
  student_id: string;
  stage: Stage;
  term: string;
  kind: GrowthEntry['kind'];
  on_date: string;
  title: Json<LocalizedText>;
}
