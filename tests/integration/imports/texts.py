"""Documents of our own for the tests of importing."""

SHORT = """The river and its mills

May 3, 2019

The council knew of the leak in 2018.[1] It did nothing.[2]

The millers

The mills stopped for a week.[3] Two workers fell ill, and a doctor came.[4]

[1] Interview with commander of the River Guard in Oldtown, March 2019.

[2] Interview with official of the Town Council in Oldtown, April 2019; Interview with River Guard
commander, Oldtown, March 2019.

[3] Ibid.

[4] The doctor has since retired.
"""
"""Notes 1 and 2 share an informant; note 3 could mean either source of note 2; note 4 explains."""
