import type { PredictionReport, RunPrediction } from '../results/predictions.ts';
import { markdownText } from './markdown.ts';

/** Runs in the table: the newest. */
const ROWS = 5;

/** Predictions against what came of them, as Markdown; empty without any. */
export function predictionsMarkdown({ runs, record }: PredictionReport): string {
  if (runs.length === 0) return '';
  const head =
    '| run | calls | predicted cost | cost | predicted output tokens | output tokens | predicted time | time | from |';
  const rule = '| :-- | --: | --: | --: | --: | --: | --: | --: | :-- |';
  const sentence =
    record === null
      ? []
      : [
          '',
          `${record.predictions} past predictions were off by ${percent(record.median_error)} % of the cost (median); ${percent(record.inside)} % of their intervals held it.`,
        ];
  return [
    '### Predicted and actual',
    '',
    head,
    rule,
    ...runs.slice(0, ROWS).map(rowMarkdown),
    ...sentence,
  ].join('\n');
}

function rowMarkdown(run: RunPrediction): string {
  const cells = [
    `${markdownText(run.run_id)} ${run.time.slice(0, 10)}`,
    String(run.calls),
    run.predicted_usd === null
      ? 'unknown'
      : `${dollars(run.predicted_usd)} (${dollars(run.predicted_usd_low)}–${dollars(run.predicted_usd_high)})`,
    run.actual_usd === null ? 'unknown' : dollars(run.actual_usd),
    String(run.predicted_output_tokens),
    String(run.actual_output_tokens),
    seconds(run.predicted_seconds),
    seconds(run.actual_seconds),
    run.basis.map((basis) => markdownText(basis)).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function dollars(usd: number): string {
  return usd === 0 ? '$0' : `$${usd >= 0.01 ? usd.toFixed(2) : usd.toPrecision(2)}`;
}

function seconds(value: number | null): string {
  return value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} s`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
