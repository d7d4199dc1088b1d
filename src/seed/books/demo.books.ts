import { CITIES, FAMILIES, GOODS, STREETS, TRADES } from './demo.words.js';
import { Random } from './random.js';

/** What becomes of an invoice after it was written. */
export type Fate = 'draft' | 'issued' | 'partially_paid' | 'paid' | 'void';

/** References are positions in the lists of the same books. */
export interface DemoInvoice {
  customer: number;
  location: number;
  issueDate: string;
  dueDate: string;
  fate: Fate;
  lines: { product: number; quantity: string; discount?: string }[];
  payment: { receivedOn: string; method: 'cash' | 'card' | 'transfer' };
}

export interface DemoBooks {
  taxRates: { code: string; name: string; rate: string }[];
  locations: { code: string; name: string; kind: 'store' | 'warehouse' }[];
  customers: { code: string; name: string; email: string; phone: string; address: string }[];
  products: { sku: string; name: string; unit: string; price: string; taxRate: number }[];
  /** In the order of their dates, made as they are asked for: a large tenant has too many to hold. */
  invoices: () => Iterable<DemoInvoice>;
}

export interface DemoPlan {
  /** The same number gives the same books. */
  seed: number;
  /** The last day, `YYYY-MM-DD`: nothing is dated later. */
  today: string;
  customers: number;
  products: number;
  invoices: number;
  /** Fewest and most lines of an invoice. */
  lines: readonly [number, number];
  /** How far back the first invoice lies. */
  days: number;
  multiLocation: boolean;
  /** Decimals of the tenant's currency. */
  exponent: number;
}

const DAY_MS = 86_400_000;

const shift = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

function customer(random: Random, index: number): DemoBooks['customers'][number] {
  const name = `${random.pick(FAMILIES)} ${random.pick(TRADES)}`;
  const mailbox = name.toLowerCase().replaceAll(' ', '.');
  return {
    code: `C-${pad(index + 1, 5)}`,
    name,
    email: `${mailbox}.${index + 1}@example.com`,
    phone: `+1 555 01${pad(random.int(0, 99), 2)} ${pad(random.int(0, 999), 3)}`,
    address: `${random.int(1, 180)} ${random.pick(STREETS)}, ${random.pick(CITIES)}`,
  };
}

function product(index: number, exponent: number): DemoBooks['products'][number] {
  const [name, unit, price] = GOODS[index % GOODS.length] ?? ['Sundries', 'piece', 1];
  const edition = Math.floor(index / GOODS.length);
  return {
    sku: `P-${pad(index + 1, 4)}`,
    name: edition === 0 ? name : `${name}, type ${edition + 1}`,
    unit,
    price: (price * (1 + edition / 20)).toFixed(exponent),
    taxRate: unit === 'h' || index % 5 !== 0 ? 0 : 1,
  };
}

/** Old invoices are mostly paid, the newest still open, the very last ones not sent yet. */
function fateOf(random: Random, ageDays: number): Fate {
  if (ageDays === 0) return 'draft';
  if (ageDays < 7) return random.chance(0.3) ? 'draft' : 'issued';
  if (random.chance(0.05)) return 'void';
  if (ageDays > 45) return random.chance(0.93) ? 'paid' : 'partially_paid';
  return random.pick(['issued', 'issued', 'partially_paid', 'paid', 'paid']);
}

function line(random: Random, plan: DemoPlan): DemoInvoice['lines'][number] {
  const product = random.int(0, plan.products - 1);
  const quantity = `${random.int(1, 12)}.000`;
  return random.chance(0.2)
    ? { product, quantity, discount: random.pick(['0.0500', '0.1000']) }
    : { product, quantity };
}

function invoice(random: Random, plan: DemoPlan, ageDays: number): DemoInvoice {
  const issueDate = shift(plan.today, -ageDays);
  return {
    customer: random.int(0, plan.customers - 1),
    location: random.int(0, 2),
    issueDate,
    dueDate: shift(issueDate, 30),
    fate: fateOf(random, ageDays),
    lines: Array.from({ length: random.int(...plan.lines) }, () => line(random, plan)),
    payment: {
      receivedOn: shift(issueDate, random.int(0, Math.min(ageDays, 30))),
      method: random.pick(['transfer', 'transfer', 'card', 'cash']),
    },
  };
}

function* invoicesOf(plan: DemoPlan): Generator<DemoInvoice> {
  const random = new Random(plan.seed + 1);
  for (let made = 0; made < plan.invoices; made++) {
    const ageDays = Math.floor((plan.days * (plan.invoices - 1 - made)) / plan.invoices);
    yield invoice(random, plan, ageDays);
  }
}

/** Realistic books of a trading company that end today. Pure: nothing is stored. */
export function writeDemoBooks(plan: DemoPlan): DemoBooks {
  const random = new Random(plan.seed);
  return {
    taxRates: [
      { code: 'STD', name: 'Standard rate', rate: '0.2000' },
      { code: 'RED', name: 'Reduced rate', rate: '0.0700' },
    ],
    locations: plan.multiLocation
      ? [
          { code: 'NORTH', name: 'North store', kind: 'store' },
          { code: 'SOUTH', name: 'South store', kind: 'store' },
          { code: 'DEPOT', name: 'Central depot', kind: 'warehouse' },
        ]
      : [],
    customers: Array.from({ length: plan.customers }, (_, index) => customer(random, index)),
    products: Array.from({ length: plan.products }, (_, index) => product(index, plan.exponent)),
    invoices: () => invoicesOf(plan),
  };
}
