// The conversation form: all questions on one page, for an interviewer at a table, with an index beside them that tells what
// is still open. Sent, kept and judged as a respondent's page is; nothing is asked here that the form would not ask by itself.

let start, code, end, status, sections, unanswered, sayDone, sayOpen;

// Takes the form that is on the page apart, if there is one.
function begin() {
  form = find("#form[data-t]");
  if (!form) return;
  [sayError, sayLook, saySending, sayWaiting, sayNow, sayOffline, sayKept, sayEmpty, sayDone, sayOpen] = form.dataset.t.split("\n");
  key = location.pathname + form.dataset.k;
  start = find("#start");
  end = find("#end");
  code = [part(find("#code").closest(".f"))];
  parts = all(".q", form).map(part);
  questions = parts.filter(({ id }) => id);
  unanswered = make("div", { class: "open", tabindex: -1 });
  status = make("div", { role: "status" });
  end.prepend(unanswered);
  end.after(status);
  sections = all(".index a", form).map((link) => {
    const element = find(link.hash), count = make("span", { class: "g" });
    link.append(" ", count);
    return { link, element, count, inside: parts.filter((one) => element.contains(one.element)) };
  });
  label();
}

// A question or statement, in the box that also holds its "rather not say".
function part(element) {
  const own = find(".f", element) ?? element, { w } = own.dataset, id = find("[name]", own)?.name.split(".")[1];
  const groups = [own, ...all(".f, .n", own)].map((inner) => group(inner, inner == own && id)).filter(Boolean);
  return { element, id, groups, pass: find(".pass input", element), note: "note" in element.dataset, when: w && JSON.parse(w) };
}

const error = (wrong, text) => (wrong ? sayError.replace("{fault}", text) : text);
// Of an answer the body is taken. Some have another style, which this page's policy does not know, and would complain of.
const bare = (html) => html.replace(/<style>.*?<\/style>/s, "");
// Nothing reads aloud here: that is what the interviewer does.
const hush = () => {};

// Whether nothing is left to ask: answered, every row of it, or passed over.
const settled = ({ pass, groups }) => pass?.checked || groups.every(({ element, fields }) => element.matches(".n") || given(fields).length);
const counts = ({ id, note, asked }) => id && !note && asked;

// Shows what is asked, and how far it is.
function show() {
  weigh();
  for (const { element, asked } of parts) element.hidden = !asked;
  for (const { link, element, count, inside } of sections) {
    const here = inside.filter(counts), { length } = here.filter(settled);
    element.hidden = link.parentElement.hidden = !inside.some(({ asked }) => asked);
    count.textContent = here.length ? sayDone.replace("{done}", length).replace("{all}", here.length) : "";
    link.classList.toggle("done", length == here.length);
  }
  const left = questions.filter((one) => counts(one) && !settled(one));
  unanswered.replaceChildren(...(left.length ? [make("p", {}, sayOpen), make("ul", {}, ...left.map(({ element, groups }) => {
    const { fields } = groups.find((group) => !group.element.matches(".n") && !given(group.fields).length);
    return make("li", {}, make("a", { href: `#${fields[0].id}` }, find("[role=heading]", element).textContent));
  }))] : []));
}

function look() {
  show();
  document.title = error(find(".sum a"), all(".sum h2, #start .kind, h1").map(({ textContent }) => textContent).join(" – "));
  visit(find(".sum, [autofocus]") ?? find("h1"));
  scrollTo(0, 0);
}

// Takes away what was said before.
function calm() {
  all(".sum, input[name=notice]").forEach((element) => element.remove());
  find("[autofocus]")?.removeAttribute("autofocus");
}

// What was filled in or ticked, and what follows from it for the rest of its question.
function changed(field) {
  if (queue) {
    drop();
    end.hidden = false;
  }
  const question = questions.find(({ element }) => element.contains(field)), namely = field.closest(".n");
  if (question && field == question.pass) {
    if (field.checked) for (const { fields } of question.groups) fields.forEach((one) => (ticked(one) ? (one.checked = false) : (one.value = "")));
  } else {
    if (question?.pass) question.pass.checked = false;
    const chosen = namely ? find("input", namely.previousElementSibling) : field;
    if (namely && field.value.trim()) chosen.checked = true;
    for (const other of ticked(chosen) && chosen.checked ? all(`[name="${chosen.name}"]`, form) : []) {
      if (other != chosen && ("x" in chosen.dataset || "x" in other.dataset)) other.checked = false;
    }
  }
  show();
  keep();
}
