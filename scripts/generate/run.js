"use strict";
// `npm run generate`: writes the generated files again.
require("../../local/typescript").register();
void require("./write").write();
