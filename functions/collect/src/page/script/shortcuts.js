// By keyboard, and where it begins. Enter leads from question to question; single keys choose an answer, which can be switched
// off (WCAG 2.1.4) and does nothing while someone types. Begins only where a browser knows who submits a form, and lets
// something be stored; elsewhere the form stays as it is.

const symbols = "1234567890abcdefghijklm", off = "keys";
const enabled = () => find("#keys")?.checked;
const typing = (element) => element.matches("textarea, select, [type=text]");

// Where one can stand: a group of choices, or a field.
const stops = () => asked().flatMap((question) => live(question).flatMap(({ around, fields }) => (ticked(fields[0]) ? [around] : fields)));
const box = () => document.activeElement.closest(".q");
// The innermost that has the focus; of what stands beside a question, the question's last.
const stop = () => stops().findLast((one) => one.contains(document.activeElement)) ?? stops().findLast((one) => box()?.contains(one));

// Writes the keys beside the answers they choose.
function label() {
  const keys = find("#keys");
  keys.checked = sessionStorage.getItem(off) != off;
  for (const { fields } of questions.flatMap(({ groups }) => groups)) {
    if (ticked(fields[0])) fields.forEach((field, at) => symbols[at] && field.parentElement.append(make("kbd", { "aria-hidden": true }, symbols[at])));
  }
  root.classList.toggle("k", keys.checked);
}

function stand(element) {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.offsetHeight > innerHeight / 2 ? "start" : "center" });
}

// To the next place to stand, or back. From elsewhere to what is open there: the first in a section, or in all.
function move(step) {
  const all = stops(), at = all.indexOf(stop());
  if (at >= 0) return stand(all[at + step] ?? (step < 0 ? all[0] : unanswered));
  if (end.contains(document.activeElement)) return step < 0 && stand(all.pop());
  const inside = all.filter((one) => document.activeElement.contains(one));
  stand(inside.find((one) => !settled(questions.find(({ element }) => element.contains(one)))) ?? inside[0] ?? all[0]);
}

// Chooses an answer, or takes it back where it was chosen.
function choose(field) {
  field.focus();
  field.checked = !field.checked;
  changed(field);
}

// What a key does here; nothing where it has no meaning.
function deed(pressed, target) {
  const question = questions.find(({ element }) => element == box());
  if (pressed == "?") return () => visit(find(".keys summary"), (find(".keys").open = true));
  if (pressed == "-" && question?.pass) return () => choose(question.pass);
  const note = pressed == "n" && sections.find(({ element }) => element.contains(target))?.inside.findLast(({ note, asked }) => note && asked);
  if (note) return () => stand(note.groups[0].fields[0]);
  const at = symbols.indexOf(pressed), here = stop(), group = here && question?.groups.find(({ around }) => around == here);
  const field = group && ticked(group.fields[0]) && group.fields[at];
  return field && (() => choose(field));
}

if ("submitter" in SubmitEvent.prototype && sessionStorage) {
  root.classList.add("j");
  begin();
  const sending = resume();
  if (find(".sum, [autofocus]")) look();
  else {
    show();
    // Each conversation begins with its card.
    if (!find("#code").value) visit(find("#code"));
  }
  if (sending) send();

  onsubmit = (event) => {
    const { target, submitter } = event;
    if (target != form) return;
    event.preventDefault();
    /^(to|check)$/.test(submitter?.name) ? exchange(submitter) : send(submitter);
  };

  oninput = ({ target }) => {
    if (target.id == "keys") {
      sessionStorage.setItem(off, target.checked ? "" : off);
      root.classList.toggle("k", target.checked);
    } else if (form?.contains(target)) changed(target);
  };

  onkeydown = (event) => {
    const { key: pressed, target, ctrlKey, altKey, metaKey, shiftKey, isComposing } = event;
    if (!form || isComposing || altKey || metaKey || target.matches("button, a, summary, dialog *")) return;
    let act;
    if (pressed == "Enter") {
      if (target.matches("#code")) act = () => exchange(find("[name=check]"));
      else if (!target.matches("textarea") || ctrlKey) act = () => move(shiftKey ? -1 : 1);
    } else if (pressed == "Escape") act = typing(target) && box() && (() => stand(box()));
    else if (enabled() && !ctrlKey && !typing(target)) act = deed(pressed.toLowerCase(), target);
    if (!act) return;
    event.preventDefault();
    act();
  };

  // A link within the page leads to its field or section, and the focus with it.
  onclick = (event) => {
    const link = event.target.closest("a[href^='#']"), target = link && document.getElementById(link.hash.slice(1));
    if (!form || !target) return;
    event.preventDefault();
    stand(target);
  };

  addEventListener("focusin", ({ target }) => {
    for (const { link, element } of form ? sections : []) element.contains(target) ? link.setAttribute("aria-current", true) : link.removeAttribute("aria-current");
  });

  onpopstate = () => form || location.reload();
  onhashchange = () => location.hash.startsWith("#code=") && location.reload();
  ononline = attempt;
}
