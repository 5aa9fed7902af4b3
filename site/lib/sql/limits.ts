/** Rows of a result that are fetched; what is beyond is said. */
export const MOST_ROWS = 10_000;

/** Rows of a result that are put on the page; the CSV has all that were fetched. */
export const MOST_SHOWN = 500;

/** A query that takes longer is ended. */
export const MOST_SECONDS = 30;

/** Rows of results that are taken into a browser. */
export const MOST_LOADED_ROWS = 1_000_000;

/** Bytes of files that are taken into a browser. */
export const MOST_LOADED_BYTES = 64_000_000;
