import { define } from '../core/define.ts';
import { XqQuestionnaire } from './questionnaire.ts';

define('xq-questionnaire', XqQuestionnaire);
