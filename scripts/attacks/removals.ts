// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub are what this is about
const WORKFLOW = '.github/workflows/benchmark-command.yml';

/** A place where a defence is, and what stands there without it. */
export interface Removal {
  readonly attack: number;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Every defence of docs/action.md, taken away once; some attacks have several. */
export const REMOVALS: readonly Removal[] = [
  {
    attack: 1,
    file: '.github/workflows/site.yml',
    from: 'mkdir -p',
    to: 'echo ${{ inputs.base }}; mkdir -p',
  },
  {
    attack: 2,
    file: 'action/authorise.ts',
    from: 'if (pull.headSha.startsWith(sha))',
    to: 'if (sha !== "")',
  },
  {
    attack: 3,
    file: WORKFLOW,
    from: '      - uses: $/.github/actions/engine\n      - id: plan',
    to: `      - uses: actions/checkout@${'a'.repeat(40)}\n      - id: plan`,
  },
  {
    attack: 4,
    file: WORKFLOW,
    from: '      - uses: $/.github/actions/engine\n      - id: plan',
    to: `      - uses: actions/cache@${'a'.repeat(40)}\n      - id: plan`,
  },
  { attack: 5, file: 'action/text/name.ts', from: '[a-z0-9_-]|', to: '[a-z0-9_/-]|\\/|' },
  {
    attack: 6,
    file: 'action/main.ts',
    from: 'try {',
    to: "process.stdout.write(process.env['GITHUB_ENV'] ?? '');\ntry {",
  },
  {
    attack: 7,
    file: 'action/host.ts',
    from: 'core.setOutput(name, value)',
    to: "void writeFileSync(environment.GITHUB_OUTPUT ?? '', `${name}=${value}`)",
  },
  { attack: 8, file: 'action/text/log.ts', from: '[\\n\\r\\v\\f\\u0085\\u2028\\u2029]', to: '\\n' },
  { attack: 9, file: 'action/text/log.ts', from: ".replaceAll('##[', '## [')", to: '' },
  { attack: 10, file: 'action/host.ts', from: '  refuseUnsafe(environment);', to: '' },
  {
    attack: 11,
    file: 'action/git/tree.ts',
    from: "entry?.mode !== '100644'",
    to: 'entry === undefined',
  },
  {
    attack: 12,
    file: 'engine/benchmark/folder.ts',
    from: '  if (!isPlainName(name))\n',
    to: '  if (name === "")\n',
  },
  {
    attack: 13,
    file: 'engine/benchmark/plain.ts',
    from: 'characters > BENCHMARK_LIMITS.expandedCharacters',
    to: 'characters < 0',
  },
  { attack: 14, file: 'action/git/tree.ts', from: 'entry.size > maxBytes', to: 'entry.size > 1e9' },
  {
    attack: 14,
    file: 'engine/benchmark/document.ts',
    from: 'uniqueKeys: false',
    to: 'uniqueKeys: true',
  },
  { attack: 15, file: 'engine/benchmark/schema.ts', from: 'z.strictObject', to: 'z.looseObject' },
  {
    attack: 16,
    file: 'engine/scorers/text/patterns.ts',
    from: 'RE2JS.compile(RE2JS.translateRegExp(pattern), bits)',
    to: "RE2JS.compile(RE2JS.translateRegExp(pattern.replaceAll('?=', '?:')), bits)",
  },
  {
    attack: 16,
    file: 'engine/scorers/text/patterns.ts',
    from: 'return compilePattern(pattern).test(text);',
    to: 'return new RegExp(pattern).test(text);',
  },
  {
    attack: 17,
    file: 'action/git/tree.ts',
    from: '`--filter=blob:limit=${blobBytes + 1}`',
    to: '`--filter=blob:limit=${blobBytes + 1e9}`',
  },
  { attack: 18, file: 'action/text/markdown.ts', from: 'longest + 1', to: '1' },
  { attack: 19, file: 'action/report/comment.ts', from: 'codeSpan(message, 300)', to: 'message' },
  {
    attack: 20,
    file: 'action/github/sticky.ts',
    from: 'sameLogin(comment.author, viewer) &&',
    to: "viewer !== '' &&",
  },
  { attack: 21, file: 'action/report/comment.ts', from: "id.replace(/[^a-z0-9-]/g, '')", to: 'id' },
  {
    attack: 22,
    file: 'action/source/workspace.ts',
    from: 'registryOf(trusted, builtIn)',
    to: 'registryOf(data, builtIn)',
  },
  {
    attack: 23,
    file: 'action/commands/run.ts',
    from: '  await withholdSecrets(path',
    to: "  host.log((await readFile(path, 'latin1')).replaceAll('\\0', ''));\n  await withholdSecrets(path",
  },
  {
    attack: 23,
    file: 'engine/judges/fence.ts',
    from: '.replace(LOOK_ALIKES, escapeFound)',
    to: '',
  },
  {
    attack: 24,
    file: 'action/results/budget.ts',
    from: 'spending.authorUsd + usd > caps.authorMonthUsd',
    to: 'usd > caps.authorMonthUsd',
  },
  { attack: 25, file: 'action/source/hidden-text.ts', from: '|[\\u{e0000}-\\u{e007f}]', to: '' },
  {
    attack: 26,
    file: 'engine/node/keys.ts',
    from: 'output: redact(answer.output, secrets)',
    to: 'output: answer.output',
  },
  {
    attack: 27,
    file: 'action/source/workspace.ts',
    from: "path.startsWith('results/') &&",
    to: "path === '' &&",
  },
  { attack: 28, file: '.github/CODEOWNERS', from: '/models.yaml', to: '#' },
  {
    attack: 28,
    file: WORKFLOW,
    from: '      - uses: $/.github/actions/engine\n      - id: plan',
    to: '      - run: git fetch origin refs/pull/1/head\n      - id: plan',
  },
  {
    attack: 28,
    file: 'action/event.ts',
    from: "isTrusted: eventName === 'pull_request_target'",
    to: 'isTrusted: true',
  },
  { attack: 29, file: WORKFLOW, from: '@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', to: '@v7' },
  {
    attack: 30,
    file: 'action/authorise.ts',
    from: '!MAY_SPEND.has(await permissionOf(comment.author, github))',
    to: "(await permissionOf(comment.author, github)) === 'none'",
  },
  {
    attack: 31,
    file: WORKFLOW,
    from: "matrix.provider == 'openai' && secrets.OPENAI_API_KEY || ''",
    to: 'secrets.OPENAI_API_KEY',
  },
  {
    attack: 31,
    file: WORKFLOW,
    from: 'environment: { name: benchmarks, deployment: false }',
    to: '',
  },
  {
    attack: 31,
    file: 'action/credentials.ts',
    from: 'if (!isFederated(provider.id, environment)) return fixed(environment);',
    to: '',
  },
];
