export { type ProviderTheme, XqProvider, type XqProviderEventMap, type XqSessionExpiredEvent } from './provider.ts';
