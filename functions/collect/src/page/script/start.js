// Begins, and listens. Before anything is touched this ends where a browser does not know who submits a form, or lets
// nothing be stored.

if ("submitter" in SubmitEvent.prototype && sessionStorage) {
  root.classList.add("j");
  history.scrollRestoration = "manual";
  begin();
  const sending = resume();
  at == "start" && !find(".sum") ? (hush(), show()) : look();
  if (sending) send();

  onsubmit = (event) => {
    const { target, submitter } = event;
    if (target != form) return;
    event.preventDefault();
    /^(to|check)$/.test(submitter?.name) ? exchange(submitter) : send(submitter);
  };

  onpopstate = ({ state }) => (form && state?.at ? arrive(state) : location.reload());

  oninput = ({ target }) => {
    const namely = target.closest(".n"), field = namely ? find("input", namely.previousElementSibling) : target;
    if (namely && target.value.trim()) field.checked = true;
    for (const other of field.checked ? all(`[name="${field.name}"]`) : []) {
      if (other != field && ("x" in field.dataset || "x" in other.dataset)) other.checked = false;
    }
    weigh();
    label();
    keep();
  };

  // Enter leads on, and never sends.
  onkeydown = (event) => {
    const { key, isComposing, target } = event;
    if (key == "Enter" && !isComposing && target.form === form && target.matches("input")) {
      event.preventDefault();
      next();
    }
  };

  // A link within the page leads to its field, whatever screen that is on.
  onclick = (event) => {
    const link = event.target.closest("a[href^='#']"), target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const screen = target.closest("[data-q]")?.dataset.q ?? "start";
    if (target.form === form && screen != at) go(screen, at == "check");
    visit(target);
  };

  onhashchange = () => location.hash.startsWith("#code=") && location.reload();
  ononline = attempt;
  if (speech) speech.onvoiceschanged = hush;
}
