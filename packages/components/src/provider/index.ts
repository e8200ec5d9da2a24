export {
  type XqLockEvent,
  XqProvider,
  type XqProviderEventMap,
  type XqSessionExpiredEvent,
  type XqUnlockEvent,
} from './provider.ts';
export type { ProviderTheme } from './theme.ts';
