// A list endpoint. Node CPU per request: the platform against one static DataSource. Requests per second on
// PostgreSQL: against that, against a DataSource by Scope.REQUEST, and against Fastify and pg alone.
// npm run bench:request -- [cpu] [throughput]
import { printTable } from './table.mjs';
import { compareCpu } from './request/cpu.mjs';
import { compareThroughput } from './request/throughput.mjs';

const asked = process.argv.slice(2);
const wants = (part) => asked.length === 0 || asked.includes(part);

if (wants('cpu')) {
  const { title, header, rows } = await compareCpu();
  process.stdout.write(`\n${title}\n\n`);
  printTable(header, rows);
}
if (wants('throughput')) {
  const { title, header, rows } = await compareThroughput();
  process.stdout.write(`\n${title}\n\n`);
  printTable(header, rows);
}
