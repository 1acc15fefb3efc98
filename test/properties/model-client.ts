// What a client could know of a room from what it received alone: the models of the test kit.
export { ConferenceClient, GroupchatClient } from '../../adapters/testing/client-model.ts';
