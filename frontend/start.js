// Loaded before the first paint. The bundler fills in the names of files and minifies.
// Theme and language follow the same rules as theme.rs and words.rs, so that nothing flashes.
(() => {
  const page = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be forbidden
    }
  };
  const theme = stored("parvis.theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  page.dataset.theme = dark ? "parvis-night" : "parvis";
  const languages = [stored("parvis.language"), ...navigator.languages].map((code) => (code || "").slice(0, 2));
  const french = languages.find((code) => code === "fr" || code === "en") === "fr";
  page.lang = french ? "fr" : "en";

  // The chunks that this address will need, asked for at once instead of after the app has started.
  const preload = (name) => {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.type = "application/wasm";
    link.crossOrigin = "anonymous";
    link.href = "/assets/" + name;
    document.head.append(link);
  };
  for (const [path, files] of "{{ahead}}") {
    if (new RegExp(path).test(location.pathname)) files.forEach(preload);
  }

  const boot = () => document.getElementById("boot");
  import("/assets/" + "{{glue}}")
    .then((app) => app.default({ module_or_path: "/assets/" + "{{app}}" }))
    .then(() => boot()?.remove())
    .catch((error) => {
      console.error(error);
      boot().textContent = french
        ? "Parvis n’a pas pu démarrer. Vérifiez votre connexion, puis rechargez la page."
        : "Parvis could not start. Check your connection, then reload the page.";
    });
})();
