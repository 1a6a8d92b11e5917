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
