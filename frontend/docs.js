// Shows the contract with Scalar. Whoever is logged in tries the operations out as themselves.
const INTRODUCTION = `

Every tool reads the [OpenAPI 3.1 document](/api/v1/openapi.json). A program signs in with \`POST /api/v1/tokens\` and sends
\`Authorization: Bearer …\`; an \`Idempotency-Key\` makes a POST count once, and \`If-Match\` with the \`ETag\` that was read keeps
two people from overwriting one another. What can go wrong is listed under [problems](/docs/problems).`;

const answer = await fetch("/api/v1/openapi.json");
const contract = await answer.json();
contract.info.description += INTRODUCTION;
for (const operation of Object.values(contract.paths).flatMap(Object.values)) {
  const permission = operation["x-permission"];
  if (permission) operation.description += `\n\nNeeds \`${permission}\`.`;
}

Scalar.createApiReference("#docs", {
  content: contract,
  // An address of the page names an operation as the contract does: #tag/invoices/issue_invoice.
  generateOperationSlug: ({ operationId }) => operationId,
  // What a browser must send with its session.
  onBeforeRequest: ({ requestBuilder }) => requestBuilder.headers.set("X-Parvis-CSRF", "1"),
  // Nothing comes from elsewhere, nothing is told elsewhere, and no token stays behind.
  agent: { disabled: true },
  documentDownloadType: "none",
  hideClientButton: true,
  mcp: { disabled: true },
  persistAuth: false,
  showDeveloperTools: "never",
  telemetry: false,
  withDefaultFonts: false,
});
