"""System checks for the mistakes people make with wss; `check --deploy` looks at the certificate too."""
