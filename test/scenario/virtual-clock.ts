// Time that passes only when a scenario says so: that of the test kit.
export { VirtualClock } from '../../adapters/testing/virtual-clock.ts';
