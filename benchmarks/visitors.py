"""Forty addresses under /oppdrag/ as real people type and tick them, no question twice."""

QUERIES = (
    # words, as one writes them and as one should not have
    "?q=besøksvenn",
    "?q=leksehjelp",
    "?q=lekser",
    "?q=venn",
    "?q=besøksven",
    "?q=leksehjep",
    "?q=frivilig+sentral",
    "?q=eldre",
    "?q=pensjonist+selskap",
    "?q=trener+fotball+barn",
    "?q=noko+å+gjere+for+ungdom",
    "?q=help+refugees+learn+norwegian",
    "?q=jeg+vil+hjelpe+til+med+dyr",
    "?q=flyktningguide",
    # words with a place in them
    "?q=leksehjelp+tromsø",
    "?q=besøksvenn+i+bergen",
    "?q=hundelufting+Kárášjohka",
    # one filter
    "?kommune=0301",
    "?kommune=5501&km=50",
    "?fylke=46",
    "?tema=fellesskap",
    "?gruppe=eldre",
    "?dag=lor&dag=son&tid=formiddag",
    "?hjemmefra=on",
    "?alder=15",
    "?sprak=litt&utenattest=on",
    # several together, and every order
    "?q=språkkafé&kommune=4601&km=20&tid=kveld",
    "?kommune=0301&kommune=3201&gruppe=barn&rytme=fast&dag=tir&dag=tor&tid=kveld",
    "?tema=idrett&tema=friluft&fylke=32&type=behov",
    "?kommune=1103&km=30&sorter=naermest",
    "?q=kafé&sorter=nyest",
    "?tema=miljo&sorter=frist",
    "?plasser=4&rytme=engang&tilgjengelig=on&sorter=trenger",
    # everything, pages near the end, nothing, and the map
    "",
    "?side=3",
    "?sorter=nyest&side=24",
    "?q=hjelp&side=8",
    "?q=romskip+til+månen&kommune=5404",
    "kart/?gruppe=barn",
    "kart/?q=natteravn&fylke=55",
)
WARMING = ("?q=noe", "?kommune=4204&km=9", "?tema=dyr", "kart/", "?q=hagearbeid&sorter=frist")
