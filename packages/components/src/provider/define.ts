import { define } from '../core/define.ts';
import { XqProvider } from './provider.ts';

define('xq-provider', XqProvider);
