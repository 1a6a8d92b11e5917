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

