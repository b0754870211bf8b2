import {
  send,
  type Aim,
  type Fault,
  type PassingRequest,
  type RealAnswer,
} from '../../support/fault-proxy.js';
import {
  answering,
  answerTo,
  changedJson,
  changedText,
  cutAfter,
  cutBefore,
  cutIn,
  garbage,
  garbageBody,
  halfOpen,
  late,
  reset,
  slowDrip,
  truncated,
  whereHolding,
} from '../../support/faults.js';
import type { SyncState } from '../../../src/model/states.js';
import type { FleetRegistry } from './fleet-registry.js';
import type { Patience } from './nights.js';

const MODELS = /registered-models\/search/;
const EXPERIMENTS = /experiments\/search/;
const VERSIONS = /model-versions\/search/;
const RUNS = /runs\/search/;
const HISTORIES = /metrics\/get-history/;
const LTV_FILE = /get-artifact\?.*customer_ltv_estimator/;

export interface Row {
  /** What a user relies on. */
  readonly relies: string;
  readonly fault: (registry: FleetRegistry) => Fault;
  readonly aim?: Aim;
  readonly patience?: Patience;
  readonly state: SyncState;
  /** What the run says of the cause; nothing where it was healed. */
  readonly cause?: RegExp;
  readonly onNeo4j?: true;
}

/** A request for another page of a listing. */
const page = (offset: number): Fault =>
  answerTo(({ url, body }): Partial<PassingRequest> => {
    const token = Buffer.from(`{"offset": ${offset}}`).toString('base64');
    return {
      url: url.replace(/page_token=[^&]+/, `page_token=${encodeURIComponent(token)}`),
      body: body.replace(/"page_token":"[^"]+"/, `"page_token":"${token}"`),
    };
  });

/** The first page of a listing, whichever is asked for. */
const firstPage = ({ url, body }: PassingRequest): Partial<PassingRequest> => ({
  url: url.replace(/&page_token=[^&]+/, ''),
  body: body.replace(/,"page_token":"[^"]+"/, ''),
});

/** The rows of the first page once more, and from there the way that it should be. */
const firstRowsAgain: Fault = async ({ request, response, forward }) => {
  const due = jsonOf(await forward());
  const again = await forward(firstPage(request));
  const { next_page_token: _, ...rows } = jsonOf(again);
  const next = 'next_page_token' in due ? { next_page_token: due['next_page_token'] } : {};
  send(response, { ...again, body: Buffer.from(JSON.stringify({ ...rows, ...next })) });
};

const jsonOf = ({ body }: RealAnswer): Record<string, unknown> =>
  JSON.parse(body.toString('utf8')) as Record<string, unknown>;

const inOtherOrder = answerTo(({ url, body }) => ({
  url: url.replaceAll('ASC', 'DESC'),
  body: body.replaceAll('ASC', 'DESC'),
}));

const withoutNext = changedJson(({ next_page_token: _, ...rest }) => rest);
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };
const echoed: Fault = (turn) => answering(401, html, `No: ${turn.request.headers.authorization}`)(turn);
const nothing = answering(200, json, '{}');
const IMPATIENT: Patience = { timeoutMs: 2500 };

/** Faults that pass: retries, or a second look, make nothing of them. */
const HEALED: readonly Omit<Row, 'state'>[] = [
  { relies: 'answers that come late are waited for', fault: () => late(100) },
  {
    relies: 'a connection that ends before an answer is made anew',
    fault: () => cutBefore,
    aim: { at: RUNS, times: 2 },
  },
  {
    relies: 'an answer that is cut off is asked for again',
    fault: () => cutIn,
    aim: { at: VERSIONS, after: 1, times: 1 },
    onNeo4j: true,
  },
  { relies: 'connections that end after each answer do no harm', fault: () => cutAfter },
  {
    relies: 'a server that stops answering once is asked again',
    fault: () => halfOpen,
    aim: { at: EXPERIMENTS, after: 1, times: 1 },
    patience: IMPATIENT,
  },
  { relies: 'a reset connection is made anew', fault: () => reset, aim: { at: MODELS, times: 1 } },
  {
    relies: 'bytes that are no HTTP are taken for a broken connection',
    fault: () => garbage,
    aim: { at: VERSIONS, times: 1 },
  },
  {
    relies: 'an answer that drips is given up and asked for again',
    fault: () => slowDrip,
    aim: { at: RUNS, times: 1 },
    patience: IMPATIENT,
  },
  {
    relies: 'too many requests, without a word on how long, are made again a little later',
    fault: () => answering(429, html, 'slow down'),
    aim: { at: VERSIONS, times: 2 },
  },
  {
    relies: 'a gateway that was away is asked again',
    fault: () => answering(503, html, '<html>'),
    aim: { at: HISTORIES, times: 1 },
  },
  {
    relies: 'JSON that breaks off is asked for again',
    fault: () => truncated,
    aim: { at: EXPERIMENTS, times: 1 },
  },
  {
    relies: 'pages of versions that overlap are noticed, and what they hid is read',
    fault: () => page(3),
    aim: { at: /model-versions\/search.*page_token/, times: 1 },
  },
  {
    relies: 'pages of versions in another order are noticed, and what they hid is read',
    fault: () => inOtherOrder,
    aim: { at: /model-versions\/search.*page_token/, times: 1 },
  },
];

/** Faults that last: what the run says of them, and that it takes nothing away. */
const LASTING: readonly Row[] = [
  {
    relies: 'a server that refuses every connection is named',
    fault: () => reset,
    state: 'FAILED',
    cause: /MLflow at http:.* failed .*connection broke/,
  },
  {
    relies: 'a wrong password is named, and never shown, though the server repeats it',
    fault: () => echoed,
    state: 'FAILED',
    cause: /401.*auth\.username/,
  },
  {
    relies: 'a login that runs out on the way leaves the rest as it was',
    fault: () => echoed,
    aim: { at: VERSIONS, after: 1 },
    state: 'FAILED_SAFE',
    cause: /not read to its end.*401/,
  },
  {
    relies: 'a right that is missing is named in the words of the page that says so',
    fault: () => answering(403, html, '<html><title>Permission denied</title>'),
    aim: { at: EXPERIMENTS },
    state: 'FAILED_SAFE',
    cause: /403.*Permission denied.*permission READ/,
  },
  {
    relies: 'a page of a login form is no answer',
    fault: () => answering(200, html, '<!doctype html><title>Sign in</title>'),
    aim: { at: RUNS },
    state: 'FAILED_SAFE',
    cause: /HTML page: "Sign in"/,
  },
  {
    relies: 'a limit that does not lift is named',
    fault: () => answering(429, json, '{"message":"quota"}'),
    aim: { at: VERSIONS, after: 1 },
    state: 'FAILED_SAFE',
    cause: /429.*quota/,
  },
  {
    relies: 'a server that crashes on a listing is named',
    fault: () => answering(500, html, '<html><title>500 Internal Server Error</title>'),
    aim: { at: VERSIONS, after: 2 },
    state: 'FAILED_SAFE',
    cause: /500 Internal Server Error/,
  },
  {
    relies: 'a server that crashes on every run is named, and its versions stay',
    fault: () => answering(500, html, '<html><title>500 Internal Server Error</title>'),
    aim: { at: RUNS },
    state: 'FAILED_SAFE',
    cause: /runs\/search.*500/,
  },
  {
    relies: 'a run that the server crashes on is named, and all else is read',
    fault: (registry) => whereHolding(() => registry.runOf('fleet-4/2'), answering(500, html, '<html>')),
    aim: { at: RUNS },
    state: 'PARTIAL',
    cause: /MLModelVersion:mlflow-prod\/fleet-4\/2.*500/,
    onNeo4j: true,
  },
  {
    relies: 'a history that the server crashes on is named, and its version stays as it was',
    fault: (registry) => whereHolding(() => registry.runOf('fleet-4/2'), answering(500, html, '<html>')),
    aim: { at: HISTORIES },
    state: 'PARTIAL',
    cause: /MLModelVersion:mlflow-prod\/fleet-4\/2.*metrics/,
  },
  {
    relies:
      'a file that the server crashes on is named, and its version loses nothing of what it said before',
    fault: () => answering(500, html, '<html><title>500 Internal Server Error</title>'),
    aim: { at: LTV_FILE },
    state: 'PARTIAL',
    cause: /MLModelVersion:mlflow-prod\/customer_ltv_estimator\/1.*MLmodel file.*500/,
    onNeo4j: true,
  },
  {
    relies: 'a gateway that stays away is named',
    fault: () => answering(502, html, '<html><title>Bad Gateway</title>'),
    aim: { at: HISTORIES },
    state: 'FAILED_SAFE',
    cause: /502.*Bad Gateway/,
  },
  {
    relies: 'JSON that always breaks off is no answer',
    fault: () => truncated,
    aim: { at: EXPERIMENTS },
    state: 'FAILED_SAFE',
    cause: /breaks off/,
  },
  {
    relies: 'what is no JSON is no answer',
    fault: () => garbageBody,
    aim: { at: VERSIONS },
    state: 'FAILED_SAFE',
    cause: /not JSON/,
  },
  {
    relies: 'a bare NaN is named with the run that it stands in, and all else is read',
    fault: (registry) =>
      whereHolding(
        () => registry.runOf('fleet-2/1'),
        changedText((text) => text.replace(/"value": ?0?\.\d+/, '"value": NaN')),
      ),
    aim: { at: RUNS },
    state: 'PARTIAL',
    cause: /fleet-2\/1.*bare NaN/,
  },
  {
    relies: 'a server that stops answering is given up and named',
    fault: () => halfOpen,
    aim: { at: VERSIONS },
    patience: { ...IMPATIENT, retries: 0 },
    state: 'FAILED_SAFE',
    cause: /did not answer within 2500 ms.*timeoutMs/,
  },
  {
    relies: 'a page of versions that comes twice is no listing',
    fault: () => firstRowsAgain,
    aim: { at: /model-versions\/search.*page_token/, times: 1 },
    state: 'FAILED_SAFE',
    cause: /pages without anything new/,
  },
  ...[MODELS, EXPERIMENTS, VERSIONS].map((at): Row => ({
    relies: `pages of ${at.source} that go round in a circle are no listing`,
    fault: () => answerTo(firstPage),
    aim: { at, after: 1 },
    state: 'FAILED_SAFE',
    cause: /goes round in a circle/,
  })),
];

/** Listings that look whole and are not. */
const LACKING: readonly Row[] = [
  ...(
    [
      [MODELS, 10, 'FAILED_SAFE', /changed while it was read/],
      [EXPERIMENTS, 4, 'FAILED_SAFE', /still holds it when asked for it alone|Experiment would be retired/],
      [VERSIONS, 20, 'FAILED_SAFE', /changed while it was read/],
      [RUNS, 24, 'PARTIAL', /which is there when asked for alone/],
    ] as const
  ).flatMap(([at, next, state, cause]): Row[] => [
    {
      relies: `a page of ${at.source} that is missing is noticed`,
      fault: () => page(next),
      aim: { at, after: 1, times: 1 },
      state,
      cause,
    },
    {
      relies: `a listing of ${at.source} that ends too early is noticed`,
      fault: () => withoutNext,
      aim: { at, after: 1 },
      state,
      cause,
    },
    {
      relies: `an empty answer of ${at.source} is no listing`,
      fault: () => nothing,
      aim: { at },
      state,
      cause,
    },
  ]),
  ...[MODELS, EXPERIMENTS].map((at): Row => ({
    relies: `pages of ${at.source} in another order are noticed`,
    fault: () => inOtherOrder,
    aim: { at, after: 1, times: 1 },
    state: 'FAILED_SAFE',
    cause: /changed while it was read/,
  })),
  {
    relies: 'logged models that a gateway does not find take no parameter away',
    fault: () => answering(404, html, '<html><title>404</title>'),
    aim: { at: /logged-models/ },
    state: 'FAILED_SAFE',
    cause: /logged-models.*404/,
  },
];

export const ROWS: readonly Row[] = [
  ...HEALED.map((row): Row => ({ ...row, state: 'COMPLETE' })),
  ...LASTING,
  ...LACKING,
];
