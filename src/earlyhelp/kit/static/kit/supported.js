// Says, before the page is drawn, that this browser can run the enhancements. A file of its own, because the
// content security policy forbids script in the page.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
