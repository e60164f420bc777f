"use strict";
// `npm run docs`: writes the generated pages of docs/ again.
require("../../local/typescript").register();
void require("./write").write();
