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

