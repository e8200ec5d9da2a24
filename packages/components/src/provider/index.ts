export {
  type ProviderTheme,
  type XqLockEvent,
  XqProvider,
  type XqProviderEventMap,
  type XqSessionExpiredEvent,
  type XqUnlockEvent,
} from './provider.ts';
