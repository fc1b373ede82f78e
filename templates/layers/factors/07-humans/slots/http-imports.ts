import { readResponse } from "./response.ts";
