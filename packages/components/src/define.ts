/** Defines every element of the library in the page's own registry. A line an element, in alphabetical order. */
import './access-log/define.ts';
import './alert-badge/define.ts';
import './assignments/define.ts';
import './campaign-editor/define.ts';
import './campaign-progress/define.ts';
import './consent/define.ts';
import './course-credits/define.ts';
import './course-overview/define.ts';
import './growth-file/define.ts';
import './help-card/define.ts';
import './my-data/define.ts';
import './provider/define.ts';
import './questionnaire/define.ts';
import './result-report/define.ts';
