import { added, framed, lines, type Make, rule, same } from './instruction.ts';

/** Instructions on form, by group. */
export const FORM_RULES: Readonly<Record<string, readonly Make[]>> = {
  blocks: [
    (random) => {
      const count = random.int(2, 6);
      return rule(
        'detectable_format:number_bullet_lists',
        { num_bullets: count },
        `Have exactly ${count} bullet points, each a line that begins with "* ".`,
        (text) => ({ ...text, blocks: lines(count, (index) => `* point ${index + 1}`) }),
      );
    },
    (random) => {
      const [count, word] = [random.int(2, 4), random.pick(['Scene', 'Part', 'Day'])];
      return rule(
        'detectable_format:multiple_sections',
        { section_spliter: word, num_sections: count },
        `Have ${count} sections that begin with "${word} 1", "${word} 2" and so on.`,
        (text) => ({
          ...text,
          blocks: lines(count, (index) => `${word} ${index + 1}\nGulls cry here.`),
        }),
      );
    },
    (random) => {
      const count = random.int(2, 5);
      return rule(
        'length_constraints:number_paragraphs',
        { num_paragraphs: count },
        `Have exactly ${count} paragraphs, separated by the line ***.`,
        (text) => ({ ...text, blocks: lines(count - 1, () => '***\nGulls cry here.') }),
      );
    },
    (random) => {
      const [count, word] = [
        random.int(2, 4),
        random.pick(['yesterday', 'slowly', 'nobody', 'maybe']),
      ];
      const nth = random.int(2, count);
      return rule(
        'length_constraints:nth_paragraph_first_word',
        { num_paragraphs: count, nth_paragraph: nth, first_word: word },
        `Have exactly ${count} paragraphs, separated by one empty line; paragraph ${nth} begins with the word "${word}".`,
        (text) => ({
          ...text,
          blocks: lines(
            count - 1,
            (index) => `${index > 0 ? '\n' : '\n'}${index + 2 === nth ? word : 'Later'} gulls cry.`,
          ),
        }),
      );
    },
  ],
  marks: [
    (random) => {
      const count = random.int(2, 5);
      return rule(
        'detectable_format:number_highlighted_sections',
        { num_highlights: count },
        `Highlight at least ${count} parts with asterisks, *like this*.`,
        added(
          `${lines(count, (index) => `*gull ${['one', 'two', 'three', 'four', 'five'][index]}*`).join(' then ')}.`,
        ),
      );
    },
    (random) => {
      const count = random.int(2, 5);
      return rule(
        'detectable_content:number_placeholders',
        { num_placeholders: count },
        `Have at least ${count} placeholders in square brackets, such as [name].`,
        added(
          `${lines(count, (index) => `[${['name', 'day', 'place', 'price', 'song'][index]}]`).join(' and ')}.`,
        ),
      );
    },
    () => rule('punctuation:no_comma', {}, 'Do not use a single comma.', same),
  ],
  ends: [
    (random) => {
      const end = random.pick([
        'That is all for today.',
        'Is there anything else?',
        'So it was and so it stays.',
      ]);
      return rule(
        'startend:end_checker',
        { end_phrase: end },
        `The very last words are: ${end}`,
        framed((body) => `${body}\n\n${end}`),
      );
    },
    () =>
      rule(
        'startend:quotation',
        {},
        'The whole reply stands in double quotation marks.',
        framed((body) => `"${body}"`),
      ),
    (random) => {
      const marker = random.pick(['P.S.', 'P.P.S']);
      return rule(
        'detectable_content:postscript',
        { postscript_marker: marker },
        `At the end there is a postscript that begins with ${marker}`,
        framed((body) => `${body}\n\n${marker} Gulls cry.`),
      );
    },
    () =>
      rule(
        'detectable_format:title',
        {},
        'It has a title in double angle brackets, such as <<title>>.',
        framed((body) => `<<gulls>>\n${body}`),
      ),
  ],
};
