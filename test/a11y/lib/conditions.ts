/** What is asked of a page under a condition. Every function runs in the page and is sent there as it stands. */

/** Descriptions of what makes the page scroll sideways; what scrolls in a region of its own is none. */
export function overflowing(): string[] {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (right > wide + 0.5 || left < -0.5)) found.push(`${element.localName}.${element.className}`);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document.querySelector('.story')!);
  return [`${document.documentElement.scrollWidth} px`, ...found.slice(-3)];
}

/** What can be pressed and is smaller than 44 px; links within a text may be (WCAG 2.2, 2.5.8). */
export function small(): string[] {
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('button, input, select, textarea, summary, [role="button"]')) continue;
      // What is pressed of an option is the whole of its label.
      const target = element.closest('label') ?? element;
      const { width, height } = target.getBoundingClientRect();
      if (width === 0 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (width < 43.5 || height < 43.5) found.push(`${element.outerHTML.slice(0, 80)} ${width} × ${height}`);
    }
  };
  walk(document.querySelector('.story')!);
  return found;
}

/** Text that its box does not show whole. */
export function clipped(): string[] {
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      const { overflowX, overflowY, clip, clipPath } = getComputedStyle(element);
      // For screen readers alone.
      if (clip !== 'auto' || clipPath !== 'none' || element.clientWidth <= 1) continue;
      const cutsX = overflowX === 'hidden' || overflowX === 'clip';
      const cutsY = overflowY === 'hidden' || overflowY === 'clip';
      const isCut =
        (cutsX && element.scrollWidth > element.clientWidth + 1) ||
        (cutsY && element.scrollHeight > element.clientHeight + 1);
      if (isCut && element.textContent.trim() !== '') found.push(`${element.localName}.${element.className}`);
    }
  };
  walk(document.querySelector('.story')!);
  return found;
}

/** The spacing that WCAG 2.2, 1.4.12 wants to be possible. */
export function spaceText(): void {
  const css = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`;
  const walk = (root: ParentNode) => {
    for (const { shadowRoot } of root.querySelectorAll('*')) {
      if (!shadowRoot) continue;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
      walk(shadowRoot);
    }
  };
  walk(document.querySelector('.story')!);
}

export function turnAround(): void {
  document.documentElement.dir = 'rtl';
}
export function turnBack(): void {
  document.documentElement.dir = 'ltr';
}

/** Options whose control does not stand at the right of its words, while the page is written from right to left. */
export function unturned(): string[] {
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('label > input[type="radio"], label > input[type="checkbox"]')) continue;
      const words = element.parentElement!.querySelector('span')?.getBoundingClientRect();
      const control = element.getBoundingClientRect();
      // A cell of a table or a card holds nothing beside the control, or has its words below it.
      if (!words || words.width <= 1 || words.top > control.bottom) continue;
      if (control.left < words.left) found.push(element.outerHTML.slice(0, 80));
    }
  };
  walk(document.querySelector('.story')!);
  return found;
}

export function enlargeText(): void {
  document.documentElement.style.fontSize = '200%';
}
export function shrinkText(): void {
  document.documentElement.style.fontSize = '';
}

/** Buttons that would be text alone where the reader's colours take the place of ours. */
export function edgeless(): string[] {
  const found: string[] = [];
  const walk = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('button, input:not([type="radio"], [type="checkbox"], [type="range"]), textarea')) continue;
      const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
      const isSeen = borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
      if (!isSeen) found.push(element.outerHTML.slice(0, 80));
    }
  };
  walk(document.querySelector('.story')!);
  return found;
}

/** Where the first chosen option is drawn, and some pixels around; `undefined` where none is. */
export function placeOfChosen(): { x: number; y: number; width: number; height: number } | undefined {
  const form = document.querySelector('.story xq-questionnaire')?.shadowRoot;
  const chosen = form?.querySelector<HTMLElement>('label > input:checked');
  if (!chosen) return undefined;
  // Without the mark of the focus, which another one might have.
  (form?.activeElement as HTMLElement | null)?.blur();
  chosen.scrollIntoView({ block: 'center' });
  const { x, y, width, height } = chosen.getBoundingClientRect();
  return { x: x - 4, y: y - 4, width: width + 8, height: height + 8 };
}

export function unchoose(): void {
  const form = document.querySelector('.story xq-questionnaire')!.shadowRoot!;
  form.querySelector<HTMLInputElement>('label > input:checked')!.checked = false;
}
