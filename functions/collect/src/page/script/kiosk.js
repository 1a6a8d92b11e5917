// Only on a tablet that many use: after a while without a touch it asks whether anyone is there, and then begins anew.

if (form) {
  const begun = location.href, restart = () => location.replace(begun);
  let warning, seconds = 0;
  const touched = () => {
    if (!warning) seconds = 0;
  };

  setInterval(() => {
    // At the start with nothing filled in, or while something is being sent, there is nothing to take away, or all to lose.
    if (queue || (form && at == "start" && location.href == begun && !filled(fields()))) return touched();
    seconds += 1;
    if (seconds >= (form ? 180 : 60)) return restart();
    if (!form || seconds != 120) return;
    warning = make("dialog", {}, make("h2", {}, sayIdle), make("p", {}, sayOver), button("", sayStay, () => warning.close()));
    warning.onclose = () => {
      warning.remove();
      warning = null;
      touched();
    };
    document.body.append(warning);
    warning.showModal();
  }, 1000);

  for (const kind of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(kind, touched);
  onpageshow = ({ persisted }) => persisted && restart();
}
