"""Did it help? Designs that compare, so that what would have changed anyway is not taken for an effect.

A raw before and after is never an answer here: people are helped when things are at their worst, and many get better
whatever is done (regression to the mean). Every design sets what happened beside what would have happened without, and
says how sure that is. The fitting is statsmodels' and numpy's; the designs, the checks and the words are ours.
"""
