/** Names of the limits. */
type Limit =
  | 'documents'
  | 'shardDocuments'
  | 'readDocuments'
  | 'trainingDocuments'
  | 'words'
  | 'buckets'
  | 'dimensions'
  | 'caseChars'
  | 'descriptionChars'
  | 'queryChars'
  | 'queryWords'
  | 'fileBytes';

/** What an index may hold; a reader refuses more, whoever wrote the file. */
export const SEARCH_LIMITS: Readonly<Record<Limit, number>> = {
  /** Documents of an index: benchmarks and cases together. */
  documents: 1_000_000,
  /** Documents of one shard. */
  shardDocuments: 5_000,
  /** Documents that are read at once; cases beyond them are read for the benchmarks that match. */
  readDocuments: 10_000,
  /** Documents the semantic space is computed from; the others are placed in it. */
  trainingDocuments: 12_000,
  /** Words of the semantic space. */
  words: 1_536,
  /** Buckets of hashed character n-grams. */
  buckets: 1_024,
  dimensions: 64,
  /** Characters of a case's text. */
  caseChars: 280,
  /** Characters of a benchmark's description. */
  descriptionChars: 2_000,
  /** Characters of a query. */
  queryChars: 400,
  /** Words of a query. */
  queryWords: 32,
  /** Bytes of one file of an index. */
  fileBytes: 64 * 1024 * 1024,
};
