// A line of the bench without fault, for tests that change what matters to them.
import type { Line } from './line.ts';

export const sampleLine: Line = {
  work: 'middle',
  title: '100 in a room',
  contestant: 'confab',
  dialect: 'conference',
  unit: 'messages',
  done: 1_000,
  deliveries: 100_000,
  seconds: 1,
  cpuSeconds: 1,
  loadSeconds: 0.5,
  missing: 0,
  twice: 0,
  strays: 0,
  unlike: 0,
  errors: 0,
  error: '',
  note: '',
};
