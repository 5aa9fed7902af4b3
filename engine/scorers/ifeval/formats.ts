import { counted, type Followed, type Instruction, numberGiven, textGiven } from './instruction.ts';

export const numberPlaceholders: Instruction = {
  id: 'detectable_content:number_placeholders',
  needs: ['num_placeholders'],
  check: (reply, given): Followed => {
    const limit = numberGiven(given, 'num_placeholders');
    return counted(placeholders(reply), 'placeholders', limit, 'at least');
  },
};

export const postscript: Instruction = {
  id: 'detectable_content:postscript',
  needs: ['postscript_marker'],
  check: (reply, given): Followed => {
    const marker = textGiven(given, 'postscript_marker').trim();
    const text = reply.toLowerCase();
    const follows =
      marker === 'P.P.S'
        ? /p\.\s?p\.\s?s/.test(text)
        : marker === 'P.S.'
          ? /p\.\s?s\./.test(text)
          : text.includes(marker.toLowerCase());
    return { follows, found: follows ? 'a postscript' : `no ${marker}` };
  },
};

/** Lines that begin with `*` (and no second one) or `-`. */
export const numberBulletLists: Instruction = {
  id: 'detectable_format:number_bullet_lists',
  needs: ['num_bullets'],
  check: (reply, given): Followed => {
    const lines = reply.split('\n').map((line) => line.trim());
    const bullets = lines.filter((line) => /^(?:\*[^*]|-)/.test(line)).length;
    return counted(bullets, 'bullet points', numberGiven(given, 'num_bullets'), 'exactly');
  },
};

const ANSWERS = ['My answer is yes.', 'My answer is no.', 'My answer is maybe.'];

export const constrainedResponse: Instruction = {
  id: 'detectable_format:constrained_response',
  needs: [],
  check: (reply): Followed => {
    const answer = ANSWERS.find((text) => reply.includes(text));
    return { follows: answer !== undefined, found: answer ?? 'none of the three answers' };
  },
};

/** Parts between single asterisks, and once more those between double ones, that are not blank. */
export const numberHighlightedSections: Instruction = {
  id: 'detectable_format:number_highlighted_sections',
  needs: ['num_highlights'],
  check: (reply, given): Followed => {
    const marked = [/\*[^\n*]*\*/g, /\*\*[^\n*]*\*\*/g].flatMap((mark) => reply.match(mark) ?? []);
    const filled = marked.filter((text) => text.replaceAll('*', '').trim() !== '').length;
    return counted(filled, 'highlights', numberGiven(given, 'num_highlights'), 'at least');
  },
};

export const multipleSections: Instruction = {
  id: 'detectable_format:multiple_sections',
  needs: ['section_spliter', 'num_sections'],
  check: (reply, given): Followed => {
    const mark = textGiven(given, 'section_spliter').trim();
    const numbered = mark === '' ? [] : reply.split(mark).slice(1);
    const sections = numbered.filter((rest) => /^\s?\d/.test(rest)).length;
    return counted(sections, 'sections', numberGiven(given, 'num_sections'), 'at least');
  },
};

export const jsonFormat: Instruction = {
  id: 'detectable_format:json_format',
  needs: [],
  check: (reply): Followed => {
    const text = reply
      .trim()
      .replace(/^```(?:json|Json|JSON)?/, '')
      .replace(/```$/, '')
      .trim();
    try {
      JSON.parse(text);
      return { follows: true, found: 'JSON' };
    } catch {
      return { follows: false, found: 'no JSON' };
    }
  },
};

/** `<<title>>` in one line. */
export const title: Instruction = {
  id: 'detectable_format:title',
  needs: [],
  check: (reply): Followed => {
    const follows = reply.split('\n').some((line) => {
      const [start, end] = [line.indexOf('<<'), line.lastIndexOf('>>')];
      if (start < 0 || end < start + 3) return false;
      return (
        line
          .slice(start, end + 2)
          .replace(/^<+/, '')
          .replace(/>+$/, '')
          .trim() !== ''
      );
    });
    return { follows, found: follows ? 'a title' : 'no title in <<…>>' };
  },
};

/** What stands in square brackets on one line, from each bracket to the next that closes. */
function placeholders(reply: string): number {
  let count = 0;
  for (const line of reply.split('\n')) {
    let end = 0;
    for (let start = line.indexOf('['); start >= 0; start = line.indexOf('[', end)) {
      end = line.indexOf(']', start) + 1;
      if (end === 0) break;
      count++;
    }
  }
  return count;
}
