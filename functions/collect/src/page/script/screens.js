// The screens: the start, a question each, and the answers to look over.

let start, code, back, aloud, progress, forth, review, status, end, known;

// Takes the form that is on the page apart, if there is one.
function begin() {
  form = find("#form[data-t]");
  if (!form) return;
  [
    sayBegin, sayNext, sayLast, sayKeep, sayBack, sayAt, sayReview, sayNone, sayChange, sayError, sayLook,
    saySending, sayWaiting, sayNow, sayOffline, sayKept, sayEmpty, sayAloud, sayStop, sayIdle, sayOver, sayStay,
  ] = form.dataset.t.split("\n");
  key = location.pathname + form.dataset.k;
  start = find("#start");
  end = find("#end");
  code = all(".f:first-of-type", form).filter((element) => find("#code", element));
  parts = all("form > .f, section > .f").filter((element) => !code.includes(element)).map(part);
  code = code.map(part);
  questions = parts.filter(({ id }) => id);

  back = button("back", sayBack, () => {
    const to = before();
    !KIOSK && history.state.from == to ? history.back() : go(to);
  });
  aloud = button("b aloud", sayAloud, read);
  progress = make("div", {}, make("p", { class: "g" }), make("progress", { max: questions.length, "aria-hidden": true }));
  form.before(make("div", { class: "bar" }, back, aloud), progress);
  forth = button("", "", next);
  review = make("div", {}, make("h1", {}, sayReview), make("dl", { class: "check" }));
  status = make("div", { role: "status" });
  end.before(forth, review);
  end.after(status);
}

function part(element) {
  const { w } = element.dataset, id = find("[name]", element)?.name.split(".")[1], title = find("legend, .l", element);
  // The question is the heading of its screen. Its remark is for who sees the whole form.
  const heading = make("span", { role: "heading", "aria-level": 1 });
  if (id) {
    element.dataset.q = id;
    heading.append(...title.childNodes);
    title.append(heading);
    all(".w", heading).forEach((remark) => remark.remove());
  }
  const groups = [element, ...all(".f, .n", element)].map((inner) => group(inner, inner == element && id)).filter(Boolean);
  return { element, id, heading, groups, when: w && JSON.parse(w) };
}

// The fields that are judged together: a question's, a row's, or what was typed at "namely", with the option it belongs to.
function group(element, id) {
  const fields = all("input, select, textarea", element).filter((field) => field.closest(".f, .n") == element), [first] = fields;
  if (!first) return;
  const around = element.matches("fieldset") ? element : first, hint = find(":scope > .h", element);
  const error = find(":scope > .e", element) ?? make("p", { class: "e", hidden: "" });
  error.id = `e.${first.name}`;
  (hint ?? element.firstElementChild).after(error);
  around.setAttribute("aria-describedby", `${hint?.id ?? ""} ${error.id}`);
  const option = element.matches(".n") ? find("input", element.previousElementSibling) : { checked: true };
  return { element, fields, around, error, option, rules: JSON.parse(element.dataset.e ?? "{}"), item: id || first.name.slice(2) };
}

const asked = () => questions.filter(({ asked }) => asked);
const ids = () => asked().map(({ id }) => id);
const current = () => questions.find(({ id }) => id == at);
const live = ({ groups }) => groups.filter(({ option }) => option.checked);

const before = () => (changing ? "check" : at == "check" ? ids().pop() : ids()[ids().indexOf(at) - 1] ?? "start");

// From the check screen straight back to it, by way of questions that are asked only now.
const after = () => (changing ? ids().find((id) => known && !known.has(id)) : ids()[ids().indexOf(at) + 1]) ?? "check";

// Shows the screen, and gives its heading.
function show() {
  weigh();
  const question = current(), place = questions.indexOf(question) + 1;
  if (question && !question.asked) {
    // Not asked any more: on to the next that is.
    at = questions.slice(place).find(({ asked }) => asked)?.id ?? "check";
    return show();
  }
  // A statement stands above the question after it.
  let screen = "check";
  for (const { id, element, asked } of [...parts].reverse()) {
    if (id && asked) screen = id;
    element.hidden = !asked || screen != at;
  }
  // A section's title goes with all of its questions, its introduction with the first.
  const first = at == "start", check = at == "check";
  for (const section of all("section", form)) {
    const inside = asked().filter(({ element }) => section.contains(element)), here = inside.includes(question);
    section.hidden = first;
    for (const child of section.children) if (!child.matches(".f")) child.hidden = !here || (child.matches("p") && inside[0] != question);
  }

  root.classList.toggle("one", !first);
  all("nav details").forEach((details) => (details.open = first));
  for (const { element } of [{ element: start }, ...code]) element.hidden = !first;
  back.hidden = first;
  progress.hidden = !question;
  forth.hidden = check;
  review.hidden = !check;
  end.hidden = !check || queue;
  known?.add(at);
  progress.firstChild.textContent = sayAt.replace("{at}", place).replace("{of}", questions.length);
  progress.lastChild.value = place;
  if (check) review.lastChild.replaceChildren(...asked().map(answered));
  label();

  const title = find("h1", start), heading = question?.heading ?? (check ? review.firstChild : title);
  document.title = error(find(".sum a"), [...new Set([...all(".sum h2"), heading, title])].map(({ textContent }) => textContent).join(" – "));
  return heading;
}

const error = (wrong, text) => (wrong ? sayError.replace("{fault}", text) : text);

// What the button says that leads on.
function label() {
  forth.textContent = at == "start" && !changing ? sayBegin : after() != "check" ? sayNext : changing ? sayKeep : sayLast;
}

function look() {
  hush();
  const heading = show();
  visit(find(".sum, [autofocus]") ?? heading);
  scrollTo(0, 0);
}

function go(to, change) {
  const state = { at: to, from: at, change };
  if (to != at) KIOSK ? history.replaceState(state, "") : history.pushState(state, "");
  arrive(state);
}

function arrive(state) {
  drop();
  calm();
  ({ at, change: changing } = state);
  look();
}

// Takes away what was said of the screen before.
function calm() {
  all(".sum, input[name=notice]").forEach((element) => element.remove());
  find("[autofocus]")?.removeAttribute("autofocus");
}

function next() {
  weigh();
  if (!wrong(at == "start" ? code : [current()])) go(after(), changing && after() != "check");
}

// Marks what is wrong, and takes away marks where nothing is any more. Whether something is.
function wrong(parts) {
  const faults = parts.flatMap(live).filter((group) => {
    const message = fault(group), { element, around } = group;
    group.error.hidden = !message;
    group.error.textContent = error(message, message || "");
    element.classList.toggle("bad", !!message);
    // A group of checkboxes can't be called invalid.
    if (!around.matches("fieldset:not([role])")) around.setAttribute("aria-invalid", !!message);
    return message;
  });
  return faults.length && complain(sayLook, ...faults.map((group) => make("li", {}, make("a", { href: `#${group.fields[0].id}` }, fault(group)))));
}

// The summary above all, with a link to each fault.
function complain(title, ...lines) {
  calm();
  form.parentElement.prepend(make("div", { class: "sum", role: "alert" }, make("h2", {}, title), make("ul", {}, ...lines)));
  look();
  return true;
}

// A line of the check screen.
function answered(part) {
  const lines = live(part).flatMap(({ element, fields }) => fields.flatMap((field) => {
    const row = element.matches(".f .f") ? `${element.firstElementChild.textContent}: ` : "", name = field.labels[0].textContent;
    return given([field]).map((value) => row + (ticked(field) ? name : field.matches("select") ? `${name}: ${field.selectedOptions[0].textContent}` : value));
  }));
  const question = part.heading.cloneNode(true), change = button("a", sayChange, () => {
    known = new Set(ids());
    go(part.id, true);
  });
  change.append(make("span", { class: "x" }, `: ${question.textContent}`));
  return make("div", {}, make("dt", {}, ...question.childNodes), make("dd", {}, ...(lines.length ? lines : [sayNone]).map((line) => make("p", {}, line))), make("dd", {}, change));
}
