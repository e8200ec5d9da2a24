/** Defines every element of the library in the page's own registry. A line an element, in alphabetical order. */
import './alert-badge/define.ts';
