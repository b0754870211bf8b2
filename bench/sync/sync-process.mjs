// One sync of the built product, in a process of its own, so that its memory is its own: the report on stdout.
const [, , config, service] = process.argv;
const { loadConfig } = await import('../../dist/config.js');
const { openCatalog } = await import('../../dist/main.js');

const catalog = await openCatalog(loadConfig({ config }));
const { warnings, ...report } = await catalog.syncs.start(service);
await catalog.close();
const peakRssMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...report, warnings: warnings.slice(0, 5), peakRssMiB }));
