import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["generated/", "**/dist/", ".build/", "node_modules/", "test/package/projects/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      // An index that was just checked, a match of a pattern with a fixed group: said with `!`.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/unified-signatures": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_$", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "prefer-const": "error",
    },
  },
);
