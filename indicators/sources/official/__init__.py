"""What the readers of official statistics share, and the two shapes of the DfE's."""
