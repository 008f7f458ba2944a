"""One screen a file. A screen asks Collection and Notes in workers and changes in handlers only."""
