// What the pages run: GOV.UK's parts (error summary, conditional fields, buttons that send once).
// Every action works without it. The class tells their sheet that hiding is safe, since what hides can show.
import { initAll, isSupported } from "./vendor/govuk.js";
import "./drop.js";
import "./listening.js";
import "./outline.js";

if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
if (isSupported()) initAll();

// What htmx swaps in comes without its behaviour; the page itself, which htmx names first, has it already.
document.addEventListener("htmx:after:process", (event) => {
  if (isSupported() && event.target !== document.body) initAll({ scope: event.target });
});
