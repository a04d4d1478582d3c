"""Bad input and bad weather: the right person gets a clear word, nothing is lost, the next mail is handled."""
