/**
 * All there is in one script, for pages without a bundler: `<script src="xinqiao.js" defer></script>` defines every element
 * and leaves the global `Xinqiao` with the element classes and the SDK (`new Xinqiao.XinqiaoClient({ … })`).
 */
import './define.ts';

export * from './index.ts';
export * from '@xinqiao/sdk';
