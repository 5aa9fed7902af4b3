import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentPage, quotedComment } from '../../scripts/comment-picture.ts';

test('the comment that is drawn is the one between the marks, with its tables opened', () => {
  const comment =
    '### First\n\n<details><summary>1 model</summary>\n\n| a |\n| --- |\n| `b` |\n\n</details>';
  const quoted = comment.replaceAll(/^/gm, '> ').replaceAll(/ +$/gm, '');
  const markdown = quotedComment(`# Page\n<!-- comment -->\n${quoted}\n<!-- /comment -->\nrest`);
  assert.equal(markdown, comment);
  const html = commentPage(markdown);
  assert.match(html, /<h3[^>]*>First<\/h3>/);
  assert.match(html, /<details open>[\s\S]*<td><code>b<\/code><\/td>/);
  assert.doesNotMatch(html, /rest/);
});

test('a page that quotes no comment is refused', () => {
  assert.throws(() => quotedComment('# Page'), /quotes no comment/);
});
