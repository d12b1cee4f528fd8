// Runs before each file; what it imports, once in each copy of the modules.
import './equal-bytes.ts';
