/** Why the API refused, in words that help; rethrows what is no refusal. */
export function refusalText(error: unknown, what: string): string {
  const status = statusOf(error);
  if (status === undefined) throw error;
  if (status === 429 || (status === 403 && /rate limit/i.test(String(error))))
    return `${what} was refused (${status}): too many requests; run the job again later.`;
  if (status === 403 || status === 404)
    return `${what} was refused (${status}): the token of this job may not write here. On a pull request from a fork that is by design; the same text is in the summary of the job. Elsewhere, give the job the permissions pull-requests: write and checks: write.`;
  if (status === 422) return `${what} was refused (422): GitHub found it malformed or too long.`;
  return `${what} failed with status ${status}.`;
}

/** Status of a response that octokit has thrown; `undefined` for other errors. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('status' in error && typeof error.status === 'number') return error.status;
  return error.name === 'GraphqlResponseError' ? 422 : undefined;
}
