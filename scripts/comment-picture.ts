import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { markdownToHtml } from 'satteri';
import { findChromium } from './chromium.ts';
import { PACKAGE_ROOT } from './workspace.ts';

/** Width of the picture in CSS pixels; two pixels of the file each. */
const WIDTH = 760;

const STYLE = `
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328;
    font: 14px/1.5 'Noto Sans', 'Segoe UI', 'DejaVu Sans', sans-serif }
  article { border: 1px solid #d1d9e0; border-radius: 6px; overflow: hidden }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e }
  header b { color: #1f2328 }
  main { padding: 0 16px }
  h3 { font-size: 17px; margin: 16px 0 8px }
  p { margin: 0 0 14px }
  summary { margin-bottom: 8px }
  table { border-collapse: collapse; margin-bottom: 14px }
  th, td { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left }
  code { background: #eff1f3; border-radius: 5px; padding: 2px 5px;
    font: 12px 'Noto Sans Mono', 'DejaVu Sans Mono', monospace }
  a { color: #0969da }
  sub { font-size: 12px; vertical-align: baseline; color: #59636e }`;

/** The comment that the documentation quotes, as Markdown. @throws Error when it quotes none */
export function quotedComment(page: string): string {
  const quoted = /<!-- comment -->\n([\s\S]*?)\n<!-- \/comment -->/.exec(page)?.[1];
  if (quoted === undefined) throw new Error('docs/action.md quotes no comment');
  return quoted.replaceAll(/^> ?/gm, '');
}

/** The comment as a page of its own, with nothing folded. */
export function commentPage(markdown: string): string {
  const { html } = markdownToHtml(markdown);
  const open = html.replaceAll('<details>', '<details open>');
  const header = '<header><b>github-actions</b> commented</header>';
  return `<!doctype html><meta charset="utf-8"><title>Comment</title><style>${STYLE}</style>
    <article>${header}<main>${open}</main></article>`;
}

/** Draws the comment of the documentation into `docs/images/comment.png`. */
async function drawComment(): Promise<void> {
  const page = await readFile(join(PACKAGE_ROOT, 'docs', 'action.md'), 'utf8');
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error('there is no Chromium; set CHROMIUM to its path');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const size = { viewport: { width: WIDTH, height: 200 }, deviceScaleFactor: 2 };
    const tab = await browser.newPage(size);
    await tab.setContent(commentPage(quotedComment(page)));
    const path = join(PACKAGE_ROOT, 'docs', 'images', 'comment.png');
    await tab.screenshot({ path, fullPage: true });
  } finally {
    await browser.close();
  }
}

if (import.meta.main) await drawComment();
