import type { HumanLabel } from '../../../engine/judges/labels.ts';
import { isRepository } from '../../lib/repository.ts';
import type { Sheet, SheetItem, Verdicts } from '../../lib/review/sheet.ts';
import {
  agreementOf,
  contributePage,
  isReviewer,
  keyOf,
  labelLines,
  type Votes,
  voteOf,
  votesOf,
} from '../../lib/review/votes.ts';
import { saveFile } from '../save-file.ts';
import { agreementText, itemsFrom, part, read, showItem, showState } from './page.ts';

/** What is under review, and what was said of it so far. */
interface Review {
  sheet: Sheet | undefined;
  verdicts: Verdicts | undefined;
  votes: Votes;
  /** Names of answers: put off until the page is opened again. */
  readonly skipped: Set<string>;
  /** Names of answers, the last one labelled at the end. */
  readonly labelled: string[];
  item: SheetItem | undefined;
  shownAt: number;
}

/** Lets the page `/review/` take labels, by mouse and by keyboard. */
export function enableReview(): void {
  const review: Review = {
    sheet: undefined,
    verdicts: undefined,
    votes: {},
    skipped: new Set(),
    labelled: [],
    item: undefined,
    shownAt: 0,
  };
  const query = new URL(location.href).searchParams;
  const [benchmark, source] = [select('benchmark'), select('source')];
  for (const field of [benchmark, source]) {
    const asked = query.get(field.id.replace('review-', ''));
    if ([...field.options].some(({ value }) => value === asked)) field.value = asked ?? '';
  }
  benchmark.addEventListener('change', () => void open(review));
  source.addEventListener('change', () => next(review));
  part('reviewer', HTMLElement).addEventListener('click', ({ target }) => {
    const act = target instanceof Element ? target.closest('[data-act]') : null;
    if (act instanceof HTMLElement) void perform(review, act.dataset.act ?? '');
  });
  part('review-sheet', HTMLElement).addEventListener('keydown', (event) => {
    const act = actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    void perform(review, act);
  });
  part('review-name', HTMLInputElement).addEventListener('input', () => offer(review));
  part('review-download', HTMLButtonElement).addEventListener('click', () => download(review));
  void open(review);
}

function select(name: string): HTMLSelectElement {
  return part(`review-${name}`, HTMLSelectElement);
}

const KEYS: Readonly<Record<string, string>> = {
  p: 'pass',
  f: 'fail',
  '?': 'cannot_tell',
  s: 'skip',
  u: 'undo',
};

/** Letters typed into a field are text, and those with a modifier belong to the browser. */
function actOf({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  if (target instanceof HTMLInputElement || ctrlKey || metaKey || altKey) return undefined;
  return KEYS[key.toLowerCase()];
}

async function open(review: Review): Promise<void> {
  const [chosen] = select('benchmark').selectedOptions;
  showState('Loading …');
  try {
    review.sheet = (await read(chosen?.dataset.sheet ?? '')) as Sheet;
  } catch (error) {
    showState(`The answers could not be loaded: ${error instanceof Error ? error.message : error}`);
    return;
  }
  review.votes = votesOf(localStorage.getItem(keptAs(review.sheet)));
  review.verdicts = undefined;
  review.labelled.length = 0;
  part('review-last', HTMLElement).textContent = '';
  part('review-agreement', HTMLElement).textContent = '';
  next(review);
}

function keptAs({ benchmark }: Sheet): string {
  return `benchmarkhub.review.${benchmark}`;
}

function next(review: Review): void {
  const { sheet, votes, skipped } = review;
  if (sheet === undefined) return;
  const all = itemsFrom(sheet, select('source').value);
  const done = all.filter((item) => votes[keyOf(item)] !== undefined).length;
  review.item = all.find((item) => votes[keyOf(item)] === undefined && !skipped.has(keyOf(item)));
  review.shownAt = performance.now();
  const ended = `Nothing is left here: ${done} of ${all.length} answers are labelled.`;
  showState(review.item === undefined ? ended : '');
  if (review.item !== undefined) showItem(review.item, done, all.length);
  offer(review);
}

async function perform(review: Review, act: string): Promise<void> {
  const { item } = review;
  if (act === 'undo') undo(review);
  else if (item === undefined) return;
  else if (act === 'skip') review.skipped.add(keyOf(item));
  else vote(review, item, act as HumanLabel['label']);
  next(review);
  if (act !== 'undo' && act !== 'skip' && item !== undefined) await reveal(review, item);
}

function vote(review: Review, item: SheetItem, label: HumanLabel['label']): void {
  const seconds = (performance.now() - review.shownAt) / 1000;
  const comment = part('review-comment', HTMLInputElement).value;
  keep(review, { ...review.votes, [keyOf(item)]: voteOf(item, label, seconds, comment) });
  review.labelled.push(keyOf(item));
}

function undo(review: Review): void {
  const last = review.labelled.pop();
  const rest = Object.entries(review.votes).filter(([key]) => key !== last);
  keep(review, Object.fromEntries(rest));
  part('review-last', HTMLElement).textContent = '';
}

function keep(review: Review, votes: Votes): void {
  review.votes = votes;
  if (review.sheet) localStorage.setItem(keptAs(review.sheet), JSON.stringify(votes));
}

/** Only now is it fetched what the judges said. */
async function reveal(review: Review, item: SheetItem): Promise<void> {
  const { sheet, votes } = review;
  const [chosen] = select('benchmark').selectedOptions;
  review.verdicts ??= (await read(chosen?.dataset.verdicts ?? '')) as Verdicts;
  const said = votes[keyOf(item)]?.label.replace('_', ' ');
  part('review-last', HTMLElement).textContent =
    `You said ${said}, the judges ${review.verdicts[keyOf(item)] ?? 'unscored'}.`;
  if (sheet)
    part('review-agreement', HTMLElement).textContent = agreementText(
      agreementOf(sheet, review.votes, review.verdicts),
    );
}

/** Sets the ways out by what there is to take. */
function offer({ sheet, votes }: Review): void {
  const reviewer = part('review-name', HTMLInputElement).value.trim();
  const { repository, branch = 'main' } = part('reviewer', HTMLElement).dataset;
  const lines = sheet && isReviewer(reviewer) ? labelLines(sheet, votes, reviewer) : '';
  part('review-download', HTMLButtonElement).disabled = lines === '';
  const link = document.getElementById('review-contribute');
  if (!(link instanceof HTMLAnchorElement) || !isRepository(repository)) return;
  link.hidden = lines === '';
  if (sheet && lines !== '')
    link.href = contributePage(repository, branch, sheet.benchmark, reviewer, lines);
}

function download({ sheet, votes }: Review): void {
  const reviewer = part('review-name', HTMLInputElement).value.trim();
  if (sheet === undefined) return;
  const lines = labelLines(sheet, votes, reviewer);
  saveFile(`${reviewer}.jsonl`, new Blob([lines], { type: 'application/jsonl' }));
}
