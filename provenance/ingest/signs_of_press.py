"""Signs of the press and of the web."""

import re

from provenance.ingest.letters import compiled

NEWS = compiled(
    r"\b(?:(?:New York|Los Angeles|Washington|Financial|Sunday|Irish|Japan|Straits|Moscow|Hindustan"
    r"|Kabul|Seattle|Chicago|Boston|Miami|Daily|The)\s)?"
    r"(?:Times|Post|Guardian|Telegraph|Independent|Herald|Tribune|Globe|Chronicle|Gazette"
    r"|Observer|Mail|Mirror|Examiner|Inquirer|Courier|Sun)\b(?! of\b| Press\b| Books\b)"
    r"|\b(?:Reuters|Associated Press|Agence France[- ]Presse|AFP|Xinhua|TASS|Interfax|RIA Novosti"
    r"|Bloomberg|Politico|BBC|CNN|NBC|CBS|ABC News|MSNBC|Fox News|Sky News|NPR|PBS|C-SPAN|RFE/RL|RT"
    r"|VOA|Voice of America|Deutsche Welle|France ?24|RFI|SANA|Anadolu|IRNA|Mehr News|Fars News"
    r"|Al[- ]Jazeera|Al[- ]Arabiya|Al[- ]Monitor|Middle East Eye|Newsweek|Time Magazine"
    r"|(?:The )?Economist|The Atlantic|New Yorker|Village Voice|American Prospect|The Verge"
    r"|TechCrunch|Wired|Ars Technica|Jane[’']s|IRIN|ReliefWeb News|Sputnik|Kyiv Independent"
    r"|National Review|New Republic|The Nation|Mother Jones|Vox|Slate|BuzzFeed|Daily Beast"
    r"|Wall Street Journal|USA Today|Huff(?:ington )?Post|HuffPost|The Intercept|The Hill|Vice News"
    r"|Axios|Business Insider|Bus\. Insider|BUS\. INSIDER|TIMES|N\.Y\. Times|Wash\. Post"
    r"|Wall St\. J\."
    r"|Guardian|Haaretz|Dawn|[A-Z]\w{2,15}[Nn]ews|Tolo ?News|Pajhwok|Asharq Al-Awsat|Al-Hayat"
    r"|An-Nahar|Daily Star"
    r"|Der Spiegel|Spiegel Online|Die Zeit|Die Welt|S[üu]ddeutsche Zeitung|Tagesspiegel"
    r"|Frankfurter (?:Allgemeine|Rundschau)|FAZ|taz|Bild|Neue Zürcher|NZZ|Neues Deutschland"
    r"|Völkischer Beobachter|Vorwärts|Le Monde(?! (?!diplomatique)[a-z])|Le Figaro"
    r"|(?<!la )(?<!La )Libération|L[’']Humanité|L[’']Express"
    r"|La Croix|Jeune Afrique|Mediapart|L[’']Obs|El Pa[ií]s|El Mundo|ABC"
    r"|La Vanguardia|Clar[ií]n|La Nación|El Tiempo|El Espectador|Milenio|El Universal"
    r"|Corriere della Sera|La Repubblica|La Stampa|L[’']Unità|Il Sole 24 Ore|Folha|O Globo|Estadão"
    r"|De Volkskrant|NRC|Trouw|De Telegraaf|De Standaard|Het Parool|Die Burger|Beeld"
    r"|Rapport(?=,? \d)"
    r"|Netwerk24|Mail & Guardian|Die Volksblad|Izvestii?a|Izvestiya|Pravda|Kommersant"
    r"|Novaya Gazeta|Gazeta Wyborcza|Hürriyet|Cumhuriyet)\b"
    r"|\bnewspaper\b|\bnews (?:agency|conference)\b|\bbroadcast\b"
    r"|\b(?:Правда|Известия|Коммерсантъ?|Новая газета|Литературная газета|Ведомости|РИА Новости)\b"
    r"|جريدة|صحيفة|وكالة أنباء|الأهرام|الجزيرة نت|الشرق الأوسط،"
)
NEWS_DOMAIN = re.compile(
    r"https?://(?:www\.|edition\.|news\.)?(?:nytimes|washingtonpost|theguardian|guardian|bbc"
    r"|cnn|reuters|apnews|latimes|usatoday|wsj|ft|economist|spiegel|zeit|welt|faz|lemonde"
    r"|lefigaro|liberation|jeuneafrique|france24|rfi|dw|tagesschau|sueddeutsche|elmundo|eltiempo"
    r"|elpais|corriere|repubblica|aljazeera|haaretz|dawn|npr|politico|bloomberg|time|al-monitor"
    r"|newsweek|theatlantic|newyorker|vox|slate|independent|telegraph|huffpost|sfgate|rferl|pravda"
    r"|netwerk24|timeslive|iol|news24|kommersant|lenta|ria|tass|interfax|foxnews|nbcnews|cbsnews"
    r"|[a-z0-9-]{0,30}(?:news|times|herald|tribune|gazette|post|newspaper|mexican|appeal"
    r"|chronicle|journal|daily))\.(?:com|co|org|net|de|fr|es|it|uk|za|nl|ru|qa)",
    re.IGNORECASE,
)
NEWS_PATH = re.compile(
    r"https?://[^\s/]{1,60}/(?:[^\s/]{1,40}/){0,4}(?:news|nuus|article|articles|obituar)[^\s]{0,20}/",
    re.IGNORECASE,
)
"""An address that has news or articles in its path, as ministries and companies have too."""
WEB = re.compile(
    r"https?://|\bwww\.|\btweets?\b|@\w{3,}|\b(?:Facebook|Twitter|Instagram|YouTube|YOUTUBE"
    r"|Telegram|VKontakte|Weibo|Reddit|TikTok|LinkedIn|Medium|Wikipedia)\b(?! (?:report|study))"
    r"|\bblog\b|\bposted (?:on|to)\b|\bwebsite\b|\baccessed\b|\blast (?:visited|accessed"
    r"|modified)\b|\bpodcast\b|\bconsulté\b|\babgerufen\b|\bconsultado\b|\bretrieved (?:on|from)\b"
    r"|дата обращения|\bURL:|تاريخ الاطلاع",
    re.IGNORECASE,
)
SOCIAL = re.compile(
    r"\btweet(?:ed|s)?\b|@\w{3,}|\b(?:Facebook|Twitter|Instagram|YouTube|Telegram channel|VKontakte"
    r"|Weibo|Reddit|TikTok|CrowdStrike|Mastodon|Bluesky|LinkedIn)\b|\bblog(?: post)?\b"
    r"|\bTikTok,|\b(?:WhatsApp|Signal|Telegram) group\b|\bفيسبوك"
    r"|\bWikipedia\b|\bt\.me/|(?:twitter|x|facebook|youtube|instagram|tiktok|vk)\.com/|\byoutu\.be/"
    r"|\bpodcast\b",
    re.IGNORECASE,
)
