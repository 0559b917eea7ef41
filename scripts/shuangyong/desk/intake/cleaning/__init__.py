"""What is done to a text, step by step. Each step is handed the text and says what it would change, or what it doubts."""
