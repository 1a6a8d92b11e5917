// Reading aloud, only with a voice that is in the device: others would send the text away.

const speech = globalThis.speechSynthesis;
// The language that the screen is in: the questions may be in another than the words around them.
const tongue = () => find("[lang]", current()?.heading ?? start)?.lang ?? root.lang;
const voice = () => speech?.getVoices().find(({ localService, lang }) => localService && lang.slice(0, 2) == tongue());

// Falls silent, and offers to read where there is a voice for it.
function hush() {
  speech?.cancel();
  aloud.textContent = sayAloud;
  aloud.hidden = !voice();
}

function read() {
  if (speech.speaking) return hush();
  const shown = at == "start" ? [start] : at == "check" ? [review] : all("form > .f, section > *");
  // A line each: many voices stop in the middle of a long text.
  const lines = shown.filter(({ hidden }) => !hidden).map(({ innerText }) => innerText).join("\n").split("\n");
  for (const line of lines) {
    const spoken = new SpeechSynthesisUtterance(line);
    spoken.voice = voice();
    spoken.lang = tongue();
    speech.speak(spoken);
    spoken.onend = () => speech.pending || hush();
  }
  aloud.textContent = sayStop;
}
