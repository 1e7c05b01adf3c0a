"""Imports and exports of the admin: CSV and workbooks, in the columns of the exchange format.

A file is looked at first; what it would change is listed, and nothing is written before that list
was agreed to. What was exported and is imported again changes nothing, to the letter.
"""
