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

CHAINED = """The mills in dispute

May 3, 2019

The council knew of the leak in 2018.[1] The guard knew of it too.[2] Both kept silent.[3] The silence
lasted a year.[4] Then a miller spoke.[5] Nobody answered him.[6] The mills were closed.[7]

[1] Interview with commander of the River Guard in Oldtown, March 2019.

[2] Interview with official of the Town Council in Oldtown, April 2019; Interview with adviser to
the Mill Union, Newtown, May 2018.

[3] Ibid.

[4] Ibid.

[5] Ibid., and see the letter of A. Miller to the council, 3 June 2018

[6] Supra note 42.

[7] B. Water, The Book of Mills (London: Press, 2001), p. 12; C. Stone, The Book of Dams (Paris:
Press, 2003), p. 3.

[8] Interview with engineer of the Water Office in Oldtown, March 2019.
"""
"""Note 3 could mean either source of note 2, and 4 and 5 rest on it; 6 names a note that is not there;
8 is called nowhere."""


def long_text(notes: int) -> bytes:
    """A paper of that many notes, each naming an official of its own."""
    calls = [f"The council met for the {n}th time.[{n}]" for n in range(1, notes + 1)]
    told = [
        f"[{n}] Interview with official {n} of the Town Council, May 2019."
        for n in range(1, notes + 1)
    ]
    return "\n\n".join([*calls, *told]).encode()
