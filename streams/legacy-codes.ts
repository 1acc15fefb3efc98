// What the codes of old error stanzas mean (XEP-0086, table 2).

export const legacyConditions: ReadonlyMap<string, string> = new Map([
  ['302', 'redirect'],
  ['400', 'bad-request'],
  ['401', 'not-authorized'],
  ['402', 'payment-required'],
  ['403', 'forbidden'],
  ['404', 'item-not-found'],
  ['405', 'not-allowed'],
  ['406', 'not-acceptable'],
  ['407', 'registration-required'],
  ['408', 'remote-server-timeout'],
  ['409', 'conflict'],
  ['500', 'internal-server-error'],
  ['501', 'feature-not-implemented'],
  ['502', 'service-unavailable'],
  ['503', 'service-unavailable'],
  ['504', 'remote-server-timeout'],
  ['510', 'service-unavailable'],
]);
