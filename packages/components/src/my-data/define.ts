import { define } from '../core/define.ts';
import { XqMyData } from './my-data.ts';

define('xq-my-data', XqMyData);
