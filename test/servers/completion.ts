import type { IncomingHttpHeaders } from 'node:http';

export interface ChatMessage {
  readonly role: string;
  readonly content?: unknown;
}

/** A valid chat completion request. */
export interface LlmRequest {
  /** 0 for the first request for a completion, counting those that fail. */
  readonly index: number;
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** Text of the last user message. */
  readonly question: string;
  readonly headers: IncomingHttpHeaders;
  /** All that was sent. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the server answers; a string stands for its `content`. */
export interface LlmReply {
  readonly content: string | null;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly tool_calls?: readonly unknown[];
  readonly finish_reason?: string;
  /** Model the reply claims to be from; default the one asked for. */
  readonly model?: string;
  readonly system_fingerprint?: string;
  /** Replaces single fields of the counted usage. */
  readonly usage?: Readonly<Record<string, unknown>>;
}

/** A body in the pieces in which it is sent. */
export interface Payload {
  readonly type: string;
  readonly parts: readonly string[];
}

const created = 1_767_225_600; // 2026-01-01: equal requests get equal bytes

/** The body of a whole answer, or the server-sent events of a streamed one. */
export function payload(request: LlmRequest, reply: LlmReply): Payload {
  return request.body.stream === true ? streamed(request, reply) : whole(request, reply);
}

/** Text of a message whose content is a string or a list of parts. */
export function textOf(message: ChatMessage | undefined): string {
  if (typeof message?.content === 'string') return message.content;
  if (!Array.isArray(message?.content)) return '';
  return message.content.map((part) => (typeof part?.text === 'string' ? part.text : '')).join('');
}

function whole(request: LlmRequest, reply: LlmReply): Payload {
  const { content, reasoning, refusal = null, tool_calls } = reply;
  const message = { role: 'assistant', content, refusal, reasoning, tool_calls };
  const choice = {
    index: 0,
    message,
    logprobs: null,
    finish_reason: reply.finish_reason ?? 'stop',
  };
  const body = {
    ...head(request, reply, 'chat.completion'),
    choices: [choice],
    usage: usage(request, reply),
  };
  return { type: 'application/json', parts: [JSON.stringify(body)] };
}

function streamed(request: LlmRequest, reply: LlmReply): Payload {
  const common = head(request, reply, 'chat.completion.chunk');
  const event = (fields: object): string => `data: ${JSON.stringify({ ...common, ...fields })}\n\n`;
  const chunk = (delta: object, finish_reason: string | null = null): string =>
    event({ choices: [{ index: 0, delta, logprobs: null, finish_reason }] });

  const parts = [chunk({ role: 'assistant', content: '' })];
  for (const reasoning of pieces(reply.reasoning)) parts.push(chunk({ reasoning }));
  for (const content of pieces(reply.content)) parts.push(chunk({ content }));
  for (const refusal of pieces(reply.refusal)) parts.push(chunk({ refusal }));
  for (const tool_calls of toolCallDeltas(reply)) parts.push(chunk({ tool_calls }));
  parts.push(chunk({}, reply.finish_reason ?? 'stop'));
  if (wantsUsage(request)) parts.push(event({ choices: [], usage: usage(request, reply) }));
  parts.push('data: [DONE]\n\n');
  return { type: 'text/event-stream; charset=utf-8', parts };
}

/** As OpenAI sends them: all names first, then the arguments piece by piece, of all calls in turn. */
function toolCallDeltas({ tool_calls = [] }: LlmReply): object[][] {
  const calls = tool_calls as readonly { function?: { name?: string; arguments?: string } }[];
  if (calls.length === 0) return [];
  const names = calls.map((call, index) => ({
    index,
    ...call,
    function: { ...call.function, arguments: '' },
  }));
  const spelled = calls.map((call) => call.function?.arguments?.match(/.{1,5}/gsu) ?? []);
  const rounds = Math.max(...spelled.map(({ length }) => length));
  const deltas = Array.from({ length: rounds }, (_, round) =>
    spelled.flatMap((own, index) =>
      own[round] === undefined ? [] : [{ index, function: { arguments: own[round] } }],
    ),
  );
  return [names, ...deltas];
}

function head(request: LlmRequest, reply: LlmReply, object: string): object {
  const { model = request.model, system_fingerprint } = reply;
  return { id: `chatcmpl-${request.index}`, object, created, model, system_fingerprint };
}

function usage(request: LlmRequest, reply: LlmReply): object {
  const prompt = request.messages.reduce((sum, message) => sum + 4 + tokens(textOf(message)), 0);
  const reasoning = tokens(reply.reasoning);
  const completion = tokens(reply.content) + tokens(reply.refusal) + reasoning;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning },
    ...reply.usage,
  };
}

function tokens(text: string | null | undefined): number {
  return Math.ceil((text?.length ?? 0) / 4);
}

/** Words with the space before them. */
function pieces(text: string | null | undefined): string[] {
  return text?.match(/\s*\S+|\s+$/g) ?? [];
}

function wantsUsage({ body }: LlmRequest): boolean {
  const options = body.stream_options;
  return typeof options === 'object' && options !== null && 'include_usage' in options
    ? options.include_usage === true
    : false;
}
