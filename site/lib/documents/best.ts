import { acrossMarkdown } from '../../../engine/report/across.ts';
import { acrossFinding, acrossReportOf } from '../across.ts';
import { benchmarkPath, bestPath, PAGES } from '../address.ts';
import { count, points, pointsInterval, usd } from '../format.ts';
import { blocks, link, list, plain, table } from '../markdown.ts';
import { modelViewsOf } from '../model-view.ts';
import type { SiteData } from '../site-data.ts';
import { taskAnswerOf } from '../task-answer.ts';
import { answerCards, limitsOf, taskFinding } from '../task-view.ts';
import { type Task, tasksOf } from '../tasks.ts';
import type { PageDocument } from './document.ts';

export function bestIndexDocument(data: SiteData): PageDocument {
  const tasks = tasksOf(data);
  return {
    path: PAGES.best,
    title: 'Which model is best for …',
    description: `The best model for each of ${count(tasks.length, 'task')}, how sure that is, and whom it is tied with.`,
    json: async () => ({
      tasks: await Promise.all(
        tasks.map(async (task) => ({
          task: task.tag,
          page: bestPath(task.tag),
          benchmarks: task.benchmarks.map(({ id }) => id),
          best: (await taskAnswerOf(data, task)).rows[0] ?? null,
        })),
      ),
      across: await acrossReportOf(data),
    }),
    text: async (href) => {
      const models = modelViewsOf(data.models);
      const lines = await Promise.all(
        tasks.map(async (task) => {
          const finding = taskFinding(await taskAnswerOf(data, task), models);
          return `${link(task.tag, href(bestPath(task.tag)))}: ${plain(finding)}`;
        }),
      );
      const across = await acrossReportOf(data);
      return blocks(
        '# Which model is best for …',
        list(lines),
        '## All benchmarks together',
        plain(acrossFinding(across, models)),
        acrossMarkdown(across),
      );
    },
  };
}

export function bestDocument(data: SiteData, task: Task): PageDocument {
  const title = `Best models for ${task.tag}`;
  return {
    path: bestPath(task.tag),
    title,
    description: `The best model for ${task.tag} by quality, value, open weights and speed, from ${count(task.benchmarks.length, 'benchmark')}, with intervals and ties.`,
    json: async () => {
      const { rows, partial, measured } = await taskAnswerOf(data, task);
      return {
        task: task.tag,
        benchmarks: task.benchmarks.map(({ id }) => id),
        measured: measured.map(({ benchmark }) => benchmark.id),
        rows,
        not_on_all_benchmarks: partial,
      };
    },
    text: async (href) => {
      const models = modelViewsOf(data.models);
      const answer = await taskAnswerOf(data, task);
      return blocks(
        `# ${plain(title)}`,
        plain(taskFinding(answer, models)),
        list(
          answerCards(answer, models).map(
            ({ name, model, score, note }) =>
              `**${name}**: ${model ? plain(model.title) : 'none'}${score ? ` ${score}` : ''}. ${plain(note)}`,
          ),
        ),
        answer.rows.length === 0
          ? ''
          : table(
              ['model', 'score', '95 % interval', 'tied with the best', '$ / 100 cases'],
              answer.rows.map((row) => [
                plain(models(row.model).title),
                points(row.score),
                pointsInterval(row.low, row.high),
                row.top ? 'yes' : 'no',
                row.cost === null ? 'unknown' : usd(row.cost),
              ]),
            ),
        '## What this does not tell you',
        list(limitsOf(answer).map(plain)),
        '## Benchmarks',
        list(task.benchmarks.map(({ id, title: name }) => link(name, href(benchmarkPath(id))))),
      );
    },
  };
}
