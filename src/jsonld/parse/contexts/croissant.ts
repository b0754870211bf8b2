import type { JsonObject } from '../../context.js';

/** Where documents refer to it. */
export const CROISSANT_CONTEXTS: readonly string[] = ['1.1', '1.0', ''].flatMap((version) => [
  `http://mlcommons.org/croissant/${version}`,
  `https://mlcommons.org/croissant/${version}`,
]);

/** What Croissant 1.0 and 1.1 have words for, beside those of schema.org, by the specification's own names. */
const TERMS = [
  ...['annotation', 'arrayShape', 'citeAs', 'column', 'containedIn', 'dataBiases', 'dataCollection'],
  ...[
    'equivalentProperty',
    'excludes',
    'extract',
    'field',
    'fileObject',
    'fileProperty',
    'fileSet',
    'format',
  ],
  ...['includes', 'isArray', 'isLiveDataset', 'jsonPath', 'jsonQuery', 'key', 'md5', 'parentField', 'path'],
  ...['personalSensitiveInformation', 'readLines', 'recordSet', 'references', 'regex', 'repeated', 'replace'],
  ...['samplingRate', 'sdVersion', 'separator', 'source', 'subField', 'transform', 'unArchive', 'value'],
];

export const croissantContext = (): JsonObject => ({
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  wd: 'https://www.wikidata.org/wiki/',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  ...Object.fromEntries(
    ['Field', 'FileObject', 'FileSet', 'RecordSet', ...TERMS].map((name) => [name, `cr:${name}`]),
  ),
});
