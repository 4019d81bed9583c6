"""What is loaded when: public names at first use, packages of extras, and no import by halves."""
