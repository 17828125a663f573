"""The incidents view: the table, what is selected, the strip of time, the queue of flags."""
