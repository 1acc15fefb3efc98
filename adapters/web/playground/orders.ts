// The words that a room knows by its behaviours, as buttons: those that need a name or more end with a space.

export interface Order {
  readonly title: string;
  readonly about: string;
  readonly words: string;
}

const orders: Readonly<Record<string, readonly Order[]>> = {
  'voice-queue': [
    { title: 'Raise hand', about: 'Ask for the floor', words: '!hand' },
    { title: 'Lower hand', about: 'Ask no more', words: '!lower' },
    { title: 'Give floor', about: 'To the first whose hand is raised; for moderators and whoever has it', words: '!floor' },
    { title: 'Give floor to …', about: 'To a person; for moderators and whoever has it', words: '!floor ' },
    { title: 'Done', about: 'Give the floor back', words: '!done' },
    { title: 'Queue', about: 'Who has the floor, and whose hands are raised', words: '!queue' },
  ],
  lobby: [
    { title: 'Who waits?', about: 'For moderators', words: '!waiting' },
    { title: 'Let in …', about: 'For moderators', words: '!approve ' },
    { title: 'Turn away …', about: 'For moderators', words: '!deny ' },
  ],
  moderation: [{ title: 'Remove …', about: 'Removes a person; for moderators', words: '!remove ' }],
  whiteboard: [
    { title: 'Undo', about: 'Takes the last own stroke away', words: '!undo' },
    { title: 'Clear', about: 'Clears the board; for moderators, or for anyone as it is set', words: '!clear' },
  ],
};

/** What can be ordered in a room with these behaviours, most used first. */
export function ordersOf(behaviours: readonly string[]): readonly Order[] {
  return Object.keys(orders).flatMap(name => (behaviours.includes(name) ? orders[name]! : []));
}
