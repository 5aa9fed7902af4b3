import { hashOfBytes } from '../../hash.ts';
import type { JsonValue } from '../../json.ts';
import {
  addressOf,
  type Exporter,
  type ExportSource,
  type FolderFile,
  jsonText,
} from './exporter.ts';

/** Names that Croissant 1.0 gives a meaning. */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  jsonl: 'application/jsonlines',
  ndjson: 'application/jsonlines',
  parquet: 'application/x-parquet',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** Metadata of a benchmark's cases as Croissant JSON-LD, by which data sets are found. */
export const croissant: Exporter = {
  format: 'croissant',
  summary: 'Croissant metadata (JSON-LD) of the cases',
  export: (source) => [
    { path: `${source.benchmark.id}.croissant.json`, content: jsonText(metadataOf(source)) },
  ],
};

function metadataOf(source: ExportSource): object {
  const { benchmark, now } = source;
  const url = addressOf(source);
  const authors = benchmark.authors.map(({ name, orcid }) => ({
    '@type': 'Person',
    name,
    ...(orcid === undefined ? {} : { '@id': `https://orcid.org/${orcid}` }),
  }));
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: benchmark.id,
    alternateName: benchmark.title,
    description: benchmark.description,
    license: `https://spdx.org/licenses/${benchmark.license}.html`,
    version: benchmark.version,
    identifier: benchmark.fingerprint,
    inLanguage: benchmark.language,
    keywords: benchmark.tags,
    datePublished: now.toISOString().slice(0, 10),
    ...(url === null ? {} : { url }),
    ...(authors.length === 0 ? {} : { creator: authors }),
    citeAs: `${benchmark.title}, version ${benchmark.version}, fingerprint ${benchmark.fingerprint.slice(0, 12)}`,
    distribution: source.files.map((file) => fileObject(file, url)),
    recordSet: recordSets(source),
  };
}

function endingOf(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}

function fileObject({ name, bytes }: FolderFile, url: string | null): object {
  return {
    '@type': 'cr:FileObject',
    '@id': name,
    name,
    contentUrl: url === null ? name : `${url.replace(/\/$/, '')}/${name}`,
    contentSize: `${bytes.length} B`,
    encodingFormat: TYPES[endingOf(name)] ?? 'text/plain',
    sha256: hashOfBytes(bytes),
  };
}

/** One set of records for each file that holds cases. */
function recordSets({ benchmark }: ExportSource): object[] {
  const names = new Set(benchmark.cases.map(({ source }) => source.file.split('/').at(-1) ?? ''));
  return [...names]
    .filter((name) => name !== 'benchmark.yaml')
    .map((name) => {
      const cases = benchmark.cases.filter(({ source }) => source.file.endsWith(`/${name}`));
      const fields = new Map(cases.flatMap(({ variables }) => Object.entries(variables)));
      return {
        '@type': 'cr:RecordSet',
        '@id': `cases-${name}`,
        name: `cases-${name}`,
        description: `${cases.length} cases`,
        field: [...fields].map(([column, value]) => fieldOf(column, value, name)),
      };
    });
}

function fieldOf(column: string, value: JsonValue, name: string): object {
  const isTable = ['csv', 'tsv', 'parquet'].includes(endingOf(name));
  return {
    '@type': 'cr:Field',
    '@id': `cases-${name}/${column}`,
    name: column,
    dataType: typeOf(value),
    ...(Array.isArray(value) ? { repeated: true } : {}),
    source: {
      fileObject: { '@id': name },
      extract: isTable ? { column } : { jsonPath: `$[${JSON.stringify(column)}]` },
    },
  };
}

function typeOf(value: JsonValue): string {
  const [first] = [value].flat();
  if (typeof first === 'number') return Number.isInteger(first) ? 'sc:Integer' : 'sc:Float';
  return typeof first === 'boolean' ? 'sc:Boolean' : 'sc:Text';
}
