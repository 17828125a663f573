"""The page others will quote: what it says, the second count of every total, and the PDF."""
