"""Each row of the requirement matrix, proved: what a resident, an officer or a coordinator gets under each policy."""
