import { equal } from 'uvu/assert';
import { suite } from '../suite.ts';
import { faultsOfChart } from './written-faults.ts';

const nothing = 'nothing leads there: give some state a transition to it, or leave it out.';
const endless = 'always leads on from here without end: give it a guard that says when.';
const never =
  'its entry is never done, since a room begins here and nothing leads back: put into data what the room begins with.';

suite('chart paths', test => {
  test('find states that nothing leads to, once for those within each other', () => {
    const states = { open: {}, shut: { initial: 'a', states: { a: { on: { said: 'b' } }, b: {} } } };
    equal(faultsOfChart({ initial: 'open', states }), [`state shut: ${nothing}`]);
    equal(faultsOfChart({ initial: 'shut', states: { shut: { initial: 'a', states: { a: {}, b: {} } } } }), [
      `state shut.b: ${nothing}`,
    ]);
  });

  test('find a state that only unreachable ones lead to', () => {
    const states = { open: {}, a: { on: { said: 'b' } }, b: { on: { said: 'a' } } };
    equal(faultsOfChart({ initial: 'open', states }), [`state a: ${nothing}`, `state b: ${nothing}`]);
  });

  test('know that a state within another brings those around it, and those beside it where all stand at once', () => {
    const both = {
      type: 'parallel',
      states: {
        x: { initial: 'a', states: { a: {}, b: {} } },
        y: { initial: 'c', states: { c: { on: { said: '#lobby.both.x.b' } } } },
      },
    };
    equal(faultsOfChart({ initial: 'open', states: { open: { on: { left: 'both.x.a' } }, both } }), []);
    equal(faultsOfChart({ type: 'parallel', states: { x: {}, y: {} } }), []);
  });

  test('find onDone where nothing is ever done', () => {
    const open = { initial: 'a', onDone: 'shut', states: { a: {} } };
    equal(faultsOfChart({ initial: 'open', states: { open, shut: {} } }), [
      'state open: it has onDone, and never is done: make a state in it final, or leave onDone out.',
      `state shut: ${nothing}`,
    ]);
    const done = { type: 'parallel', onDone: 'shut', states: { x: { initial: 'a', states: { a: { type: 'final' } } } } };
    equal(faultsOfChart({ initial: 'open', states: { open: done, shut: {} } }), []);
  });

  test('find steps without end', () => {
    const round = { a: { always: 'b' }, b: { always: { target: 'a' } } };
    equal(faultsOfChart({ initial: 'a', states: round }), [`state a: ${endless}`, `state b: ${endless}`]);
    equal(faultsOfChart({ initial: 'a', states: { a: { always: 'a' } } }), [`state a: ${endless}`]);
    const within = { a: { initial: 'x', always: '.y', states: { x: {}, y: {} } } };
    equal(faultsOfChart({ initial: 'a', states: within }), [`state a: ${endless}`]);
  });

  test('find nothing wrong with steps that a guard bounds, that lead out, or that go nowhere', () => {
    const guarded = { a: { always: [{ guard: 'isOver', target: 'b' }, { target: 'c' }] }, b: {}, c: { always: 'a' } };
    equal(faultsOfChart({ initial: 'a', states: guarded }, { guards: ['isOver'] }), []);
    const out = { a: { initial: 'x', always: '.y', states: { x: {}, y: { always: '#lobby.b' } } }, b: {} };
    equal(faultsOfChart({ initial: 'a', states: out }), []);
    equal(faultsOfChart({ initial: 'a', states: { a: { always: { actions: 'count' } } } }, { actions: ['count'] }), []);
  });

  test('find what is to be done on entering a state that nobody enters', () => {
    const states = { open: { entry: 'greet', on: { left: 'shut' } }, shut: {} };
    equal(faultsOfChart({ initial: 'open', states }, { actions: ['greet'] }), [`state open: ${never}`]);
    const back = { ...states, shut: { on: { said: 'open' } } };
    equal(faultsOfChart({ initial: 'open', states: back }, { actions: ['greet'] }), []);
  });
});
