/** Goods as name, unit and price in whole units of money. */
export const GOODS: readonly [string, string, number][] = [
  ['Cordless drill 18 V', 'piece', 129.9],
  ['Claw hammer 450 g', 'piece', 18.5],
  ['Screwdriver set, 12 pieces', 'set', 34.9],
  ['Spirit level 60 cm', 'piece', 22.4],
  ['Work gloves, pair', 'pair', 6.9],
  ['Safety helmet', 'piece', 19.95],
  ['Extension lead 10 m', 'piece', 27.5],
  ['LED floodlight 50 W', 'piece', 49],
  ['Wood screws 4 × 40, box of 200', 'box', 9.8],
  ['Wall anchors, box of 100', 'box', 7.2],
  ['Silicone sealant, clear', 'tube', 5.6],
  ['Interior paint, white, 10 l', 'bucket', 58],
  ['Paint roller set', 'set', 14.9],
  ['Masking tape 50 m', 'roll', 3.4],
  ['Sandpaper, assorted', 'pack', 8.75],
  ['Step ladder, 5 steps', 'piece', 74],
  ['Tool trolley', 'piece', 249],
  ['Wheelbarrow 100 l', 'piece', 89.9],
  ['Garden hose 25 m', 'piece', 36.8],
  ['Pressure washer', 'piece', 189],
  ['Cable ties, pack of 100', 'pack', 4.5],
  ['Pipe wrench', 'piece', 31.2],
  ['Copper pipe 15 mm', 'm', 8.35],
  ['Plywood 18 mm', 'm²', 24.6],
  ['Cement 25 kg', 'bag', 7.95],
  ['Delivery within the city', 'trip', 25],
  ['Assembly', 'h', 48],
  ['Site consultation', 'h', 85],
];

export const FAMILIES = [
  'Berger', 'Castillo', 'Dubois', 'Eriksen', 'Ferrari', 'Greene', 'Haddad', 'Ivanova', 'Jansen', 'Kowalski',
  'Lindqvist', 'Moreau', 'Nakamura', 'Okafor', 'Patel', 'Quinn', 'Rossi', 'Silva', 'Tanaka', 'Weber',
] as const; // prettier-ignore

export const TRADES = ['Builders', 'Carpentry', 'Electrics', 'Gardens', 'Hotels', 'Interiors', 'Logistics', 'Plumbing', 'Properties', 'Studio'] as const; // prettier-ignore

export const STREETS = ['Harbour Street', 'Mill Lane', 'Station Road', 'Park Avenue', 'Old Market', 'Bridge Street', 'Church Hill', 'Foundry Way'] as const; // prettier-ignore

export const CITIES = ['Springfield', 'Riverton', 'Lakeside', 'Fairview', 'Georgetown', 'Ashford', 'Milton', 'Newport'] as const; // prettier-ignore
