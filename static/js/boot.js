// First in <body>: GOV.UK Frontend starts its components only where these classes are set.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
