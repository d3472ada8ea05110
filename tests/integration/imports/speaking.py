"""A paper of two pages with notes, and a news story without any, in which people speak."""

PAPER = """The Upper Dam and its keepers

Ida Brandt

March 2, 2021

Summary

The Upper Dam nearly failed in the spring of 2020. Its two guilds quarrel to this day about who opened \
the sluices, and the River Board has published nothing.

How the guilds divided

The dam has been kept by one guild since the mills were built. In 2016 it split into a North Guild and \
a South Guild, which share the tower and little else.[1] Each guild claims the older charter. The North \
Guild pays for the watchmen, while the South Guild pays for the repairs of the wall.[2]

The North Guild claims about 90 members, while the South Guild claims about 40.[3] The true figures \
are probably lower. Nobody outside the guilds has counted them.

The night of the flood

The sluices were opened shortly after midnight. While the source in the North Guild denied that his men \
had opened the sluices, the source in the South Guild admitted that its own watch had been asleep. Both \
sources agree that the bell rang too late.[3]

The lower town was warned by telephone. According to the source, the warning reportedly came from the \
brewery and not from the tower.[4] Halloran accuses the Board of hiding the log of that night.[4]

A source in the Mill Company indicated that the wall had been cracked for years.[2] The crack was \
measured twice in 2019, and the second figure was never published.[5]

What followed

Relations between the guilds have improved since the summer of 2020. Guild sources admitted that they \
now meet every week. It remains unclear who will pay for the new gates. There have been allegations \
that the Board paid both.

The Board has promised three things:

• an inquiry into the warning;

• a new bell for the tower;

• money for the wall.[6]

Conclusion

The dam may fail again. Neither guild has the means to rebuild it, and the Board has no plan.

[1] Ida Brandt, The Keepers of the Dam, Oldtown: Mill Press, 2018.

[2] Interview with treasurer of the North Guild, Oldtown, October 2020.

[3] Interview with North Guild commander, Oldtown, October 2020; interview with South Guild commander, \
Oldtown, October 2020.

[4] Interview with adviser to Master Reed, Oldtown, November 2020.

[5] River Board, "Survey of the Wall", 12 May 2020.

[6] Letter of the River Board to the guilds, 3 June 2020.
"""
"""Notes 2, 3 and 4 cite people; note 3 two of them; note 6 ends a list. Halloran, the Mill Company and
the guild's sources of the last section are cited nowhere."""

STORY = """The river town that waits for its water

The water of the lower town will be cut off for a month, the mayor has announced in a letter.

"Nobody shall carry water for sale while the pipes are dry," read the letter signed by deputy mayor \
Olle Sand. The letter told shopkeepers that fines would follow.

"I think the town was warned in time," Mara Lindqvist, director of water studies at the Harbour \
Institute, told the Courier. "The pipes are older than the town hall," Lindqvist said. They could hold \
for another year, she added.

The Water Ministry said that eleven wells had been closed. In May, the county's envoy to the coast told \
the Council that the relief mission estimated that half of the wells were salty.

Residents say the water smells of tar. A baker said the price of a barrel had doubled. Another baker \
said he had closed his shop.

Two children reportedly fell ill in April. Some of the wells are believed to be poisoned. The group \
declared the harbour closed to tankers.

"They prefer to buy from us," Lindqvist said. "But if the price goes on rising, nobody will. The \
harbour cannot live on rain."

The Water Ministry denied that it had sold its tankers. It admitted that two were missing.
"""
"""Lindqvist, the ministry, the letter, the envoy and the mission speak, and people without names; "the
group" and the nameless verbs say nobody."""
