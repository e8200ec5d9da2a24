/** Reading aloud by the voices that the device itself has. */

/**
 * A voice of the device for a language, or `undefined`. Voices that speak through a server are never used: it would hear
 * which questions somebody is asked.
 */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const tag = (text: string) => text.toLowerCase().replace('_', '-');
  const wanted = tag(language);
  const voices = 'speechSynthesis' in window ? speechSynthesis.getVoices().filter(voice => voice.localService) : [];
  return (
    voices.find(voice => tag(voice.lang) === wanted) ??
    voices.find(voice => tag(voice.lang).split('-')[0] === wanted.split('-')[0])
  );
}

/** An object for each start: the end of what was broken off is heard after the same is read anew. */
let speaking: { readonly key: string } | undefined;

/** What is being read, by the key it was started with. */
export const nowSpeaking = (): string | undefined => speaking?.key;

/**
 * Read some sentences one after the other; what is being read stops.
 *
 * @param key names what is read, for {@link nowSpeaking}
 * @param changed told when the reading begins and ends
 */
export function speak(key: string, sentences: readonly string[], language: string, changed: () => void): void {
  hush();
  const voice = voiceFor(language);
  if (!voice) return;
  const own = (speaking = { key });
  sentences.forEach((sentence, index) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    // A little slower than the voices' own pace, for who reads along.
    utterance.rate = 0.9;
    if (index === sentences.length - 1) {
      utterance.onend = utterance.onerror = () => {
        if (speaking === own) speaking = undefined;
        changed();
      };
    }
    speechSynthesis.speak(utterance);
  });
  changed();
}

export function hush(): void {
  speaking = undefined;
  if ('speechSynthesis' in window) speechSynthesis.cancel();
}
