/* Dictating into the page: the recording becomes the file of the form, which is then sent like any other.

   <form data-module="upload dictate">
     <div data-recorder hidden>   shown where the browser can record
       <button data-record>  <button data-hold hidden>  <button data-done hidden>  <button data-discard hidden>
       <span data-time hidden>  <p data-recorder-status role="status"></p>
     <input type="file" data-file>
   Nothing leaves the browser before "done". Closing the page while it records asks first. */

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const REFUSED = {
  NotAllowedError: "The browser was not allowed to use the microphone. Allow it beside the address, then try again.",
  NotFoundError: "No microphone was found. Connect one, then try again.",
};

export function start(form) {
  const area = form.querySelector("[data-recorder]");
  const input = form.querySelector("[data-file]");
  const type = TYPES.find((one) => window.MediaRecorder?.isTypeSupported(one));
  if (!area || !type || !navigator.mediaDevices?.getUserMedia) return; // plain http, or an old browser: the file stays
  const part = (name) => area.querySelector(`[data-${name}]`);
  const [record, hold, done, discard, time] = ["record", "hold", "done", "discard", "time"].map(part);
  const status = part("recorder-status");
  let recorder = null;
  let pieces = [];
  let seconds = 0;
  let clock = 0;
  let isWanted = false;
  area.hidden = false;

  const say = (text) => {
    status.textContent = text;
  };

  function show(isOn) {
    record.hidden = isOn;
    for (const one of [hold, done, discard, time]) one.hidden = !isOn;
    hold.textContent = "Pause";
  }

  function tick() {
    if (recorder?.state !== "recording") return;
    seconds += 1;
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function ended() {
    clearInterval(clock);
    for (const track of recorder.stream.getTracks()) track.stop();
    recorder = null;
    show(false);
    if (!isWanted) return say("Discarded. Nothing was kept.");
    const name = `dictation.${type.includes("mp4") ? "m4a" : type.includes("ogg") ? "ogg" : "webm"}`;
    const held = new DataTransfer();
    held.items.add(new File(pieces, name, { type: type.split(";")[0] }));
    input.files = held.files;
    say("");
    form.requestSubmit();
    return undefined;
  }

  async function begin() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      recorder = new MediaRecorder(stream, { mimeType: type });
    } catch (fault) {
      return say(REFUSED[fault.name] ?? "The microphone did not start. Record a file elsewhere, or type the note.");
    }
    [pieces, seconds, isWanted] = [[], 0, false];
    time.textContent = "0:00";
    recorder.addEventListener("dataavailable", (event) => event.data.size && pieces.push(event.data));
    recorder.addEventListener("stop", ended);
    recorder.start(1000);
    clock = setInterval(tick, 1000);
    show(true);
    done.focus();
    say("Listening to you.");
    return undefined;
  }

  function pause() {
    const isPaused = recorder.state === "paused";
    if (isPaused) recorder.resume();
    else recorder.pause();
    hold.textContent = isPaused ? "Pause" : "Go on";
    say(isPaused ? "Listening to you." : "Paused.");
  }

  function stop(keep) {
    isWanted = keep;
    recorder.stop();
  }

  record.addEventListener("click", begin);
  hold.addEventListener("click", pause);
  done.addEventListener("click", () => stop(true));
  discard.addEventListener("click", () => stop(false));
  window.addEventListener("beforeunload", (event) => {
    if (recorder) event.preventDefault();
  });
}
