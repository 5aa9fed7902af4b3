import { create, insert, search, searchVector } from '@orama/orama';
import { wordsOf } from './words.ts';

/** A document of the index: its fields and where it lies in the semantic space. */
export interface IndexedDocument {
  readonly key: string;
  readonly title: string;
  readonly tags: string;
  readonly text: string;
  readonly vector: readonly number[];
}

/** What a document scores, by its key. */
export type Scores = ReadonlyMap<string, number>;

/** The index of one library, text and vectors. */
export interface TextIndex {
  readonly add: (document: IndexedDocument) => void;
  /** BM25 scores of the documents with any of the tokens. */
  readonly byText: (tokens: readonly string[]) => Scores;
  /** Cosines of the documents nearest to a vector. */
  readonly byVector: (vector: Float32Array, least: number, most: number) => Scores;
  /** How many fields of documents have a stem. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The stem of each folded word. */
  readonly spellings: ReadonlyMap<string, string>;
}

/** Ends each token of the index: a token of a query with it means the whole word, one without a beginning. */
const END = '\u0001';

/** The token that only a whole word matches. */
export function wholeWord(stem: string): string {
  return stem + END;
}

/** What a word in each field counts for. */
const BOOST = { title: 3, tags: 2, text: 1 } as const;

/** An empty index for vectors of so many dimensions. */
export function createTextIndex(dimensions: number): TextIndex {
  const vocabulary = new Map<string, number>();
  const spellings = new Map<string, string>();
  let documents = 0;
  const database = create({
    schema: {
      title: 'string',
      tags: 'string',
      text: 'string',
      ...(dimensions > 0 ? { vector: `vector[${dimensions}]` as const } : {}),
    },
    components: { tokenizer: tokenizerInto(vocabulary, spellings) },
  });
  return {
    vocabulary,
    spellings,
    add: ({ key, title, tags, text, vector }) => {
      documents += 1;
      // Nothing of it is asynchronous, so the answer is no promise.
      void insert(database, {
        id: key,
        title,
        tags,
        text,
        ...(dimensions > 0 ? { vector: [...vector] } : {}),
      });
    },
    byText: (tokens) => {
      if (tokens.length === 0) return new Map();
      const found = search(database, {
        term: tokens.join(' '),
        properties: ['title', 'tags', 'text'],
        boost: BOOST,
        threshold: 1,
        limit: documents,
      });
      return scoresOf(found);
    },
    byVector: (vector, least, most) => {
      if (dimensions === 0 || vector.every((value) => value === 0)) return new Map();
      const found = searchVector(database, {
        mode: 'vector',
        vector: { value: [...vector], property: 'vector' },
        similarity: least,
        limit: Math.min(most, documents),
        // Otherwise the stored documents lose theirs.
        includeVectors: true,
      });
      return scoresOf(found);
    },
  };
}

/** The library answers at once as long as no part of it is asynchronous, and none is. */
function scoresOf(found: unknown): Scores {
  const hits = typeof found === 'object' && found !== null && 'hits' in found ? found.hits : [];
  if (!Array.isArray(hits)) throw new TypeError('the text index gave no list of hits');
  return new Map(hits.map(({ id, score }) => [String(id), Number(score)]));
}

/** Tokens of a query come ready-made, parted by spaces; texts are taken apart here. */
function tokenizerInto(vocabulary: Map<string, number>, spellings: Map<string, string>) {
  return {
    language: 'english',
    normalizationCache: new Map<string, string>(),
    tokenize: (raw: string, _language?: string, property?: string): string[] => {
      if (property === undefined) return raw.split(' ');
      const words = wordsOf(raw);
      for (const { folded, stem } of words) spellings.set(folded, stem);
      const stems = words.map(({ stem }) => stem);
      for (const stem of new Set(stems)) vocabulary.set(stem, (vocabulary.get(stem) ?? 0) + 1);
      return stems.map(wholeWord);
    },
  };
}
