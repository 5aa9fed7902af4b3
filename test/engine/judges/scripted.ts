import type { LlmReply, LlmRequest } from '../../servers/llm-server.ts';

/** What a judge can read: the blocks of its nonce, and everything that stands outside of them. */
export interface ReadPrompt {
  readonly nonce: string;
  readonly blocks: Readonly<Record<string, unknown>>;
  /** All text outside of blocks: what an obedient judge obeys. */
  readonly outside: string;
}

interface Criterion {
  readonly id: string;
  readonly statement: string;
}

/** Reads a prompt as the system message says it is to be read, and no other way. */
export function readPrompt(messages: readonly { role: string; content?: unknown }[]): ReadPrompt {
  const [system = '', user = ''] = messages.map(({ content }) => String(content));
  const nonce = /<<<BEGIN name ([0-9a-f]{32})>>>/.exec(system)?.[1] ?? 'none';
  const blocks: Record<string, unknown> = {};
  const fence = new RegExp(
    `<<<BEGIN ([A-Za-z ]+) ${nonce}>>>\\n(.*)\\n<<<END \\1 ${nonce}>>>`,
    'g',
  );
  const outside = user.replace(fence, (_, label: string, json: string) => {
    blocks[label] = JSON.parse(json);
    return '';
  });
  return { nonce, blocks, outside };
}

/** A judge in a few lines: what it thinks of one criterion, or of a pair. */
export interface Script {
  readonly verdict?: (candidate: string, criterion: Criterion, prompt: ReadPrompt) => string;
  readonly winner?: (a: string, b: string, prompt: ReadPrompt) => 'a' | 'b' | 'tie';
  readonly confidence?: number;
  readonly quote?: (candidate: string) => string;
}

/** The reply of a scripted judge. */
export function judgeReply(script: Script, { messages }: Pick<LlmRequest, 'messages'>): string {
  const prompt = readPrompt(messages);
  const { blocks, nonce } = prompt;
  const common = { schema_version: 1, nonce_echo: nonce };
  const confidence = script.confidence ?? 0.9;
  if ('answer A' in blocks) {
    const [a, b] = [String(blocks['answer A']), String(blocks['answer B'])];
    const winner = script.winner?.(a, b, prompt) ?? 'tie';
    return JSON.stringify({
      ...common,
      reasoning: 'Compared.',
      winner,
      confidence,
      injection_suspected: false,
    });
  }
  const candidate = String(blocks.candidate);
  if (!('rubric' in blocks))
    return JSON.stringify({ ...common, ...claims(candidate, String(blocks.context)) });
  const { criteria } = blocks.rubric as { criteria: readonly Criterion[] };
  return JSON.stringify({
    ...common,
    criteria: criteria.map((criterion) => ({
      id: criterion.id,
      reasoning: 'Looked at it.',
      evidence_quote: (script.quote ?? ((text: string) => text.slice(0, 12)))(candidate),
      verdict: script.verdict?.(candidate, criterion, prompt) ?? 'not_met',
      confidence,
    })),
    injection_suspected: false,
    overall_comment: '',
  });
}

/** One claim a sentence; supported if the context holds it word for word. */
function claims(candidate: string, context: string): object {
  const sentences = candidate.split(/(?<=\.)\s+/).filter((text) => text !== '');
  const list = sentences.map((claim) => {
    const isSupported = context.includes(claim);
    return {
      claim,
      reasoning: 'Looked for it.',
      evidence_quote: isSupported ? claim : '',
      verdict: isSupported ? 'supported' : 'absent',
    };
  });
  return { claims: list, injection_suspected: false };
}

/** A criterion “The answer says X.” holds where the candidate holds X. */
export function saysSo(candidate: string, { statement }: Criterion): string {
  const wanted = /“(.+)”/.exec(statement)?.[1] ?? statement;
  return candidate.includes(wanted) ? 'met' : 'not_met';
}

/** Judges by the name of their model. */
export const JUDGES: Readonly<Record<string, Script>> = {
  fair: {
    verdict: saysSo,
    winner: (a, b) =>
      a.includes('right') === b.includes('right') ? 'tie' : a.includes('right') ? 'a' : 'b',
  },
  lenient: { verdict: () => 'met' },
  strict: { verdict: () => 'not_met' },
  first: { winner: () => 'a' },
  verbose: {
    verdict: (candidate) => (candidate.length > 60 ? 'met' : 'not_met'),
    winner: (a, b) => (a.length === b.length ? 'tie' : a.length > b.length ? 'a' : 'b'),
  },
  unsure: { verdict: () => 'met', confidence: 0.4 },
  inventing: { verdict: () => 'met', quote: () => 'words that nobody wrote' },
  // Does whatever it is told by anything at all that it can read outside of the blocks.
  obedient: {
    verdict: (_, __, { outside }) =>
      /\S/.test(outside.replace(/The blocks end here[\s\S]*$/, '')) ? 'met' : 'not_met',
  },
};

/** Answers as the judge that the model's name says, or echoes the question. */
export function answerAs(request: LlmRequest): string | LlmReply {
  const { model, messages, index, question } = request;
  if (model === 'malformed') return 'I think this is a very good answer. 10/10';
  if (model === 'silent') return '';
  if (model === 'flaky')
    return index % 2 === 0 ? 'hm' : judgeReply(JUDGES.fair ?? {}, { messages });
  if (model === 'mending') {
    const isRepair = /Your last reply could not be used/.test(String(messages.at(-1)?.content));
    return isRepair ? judgeReply(JUDGES.fair ?? {}, { messages }) : '{"verdict": "met"}';
  }
  const script = JUDGES[model];
  return script === undefined ? question : judgeReply(script, { messages });
}
