"""Files: public pictures with their derivatives, private papers."""
