"""How fast the house is: a seeded mailbox, the whole way from it to the outbox, and the limits beside it.

`python -m bench` prints one table. Every figure of a run comes from the same machine at the same time, so that the
shares in it hold on a slow machine too. Nothing here is part of the product.
"""
