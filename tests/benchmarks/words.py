"""The words that generated articles are made of: all of them our own, none from any article.

Ordinary words come in topics, so that a word stands in some articles and not in others, as words
do; technical terms and names are put together from parts, so that the vocabulary grows with the
collection. No randomness here but what is asked for.
"""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TOPICS: dict[str, tuple[str, ...]] = {
    "banking": _words(
        "deposits lenders reserves liquidity borrowers mortgages branches creditors regulators "
        "collateral bailout insolvency spreads savers capital ledgers payments overdrafts"
    ),
    "biotech": _words(
        "trial patients dosage placebo biomarkers remission toxicity enrolment regimen tumours "
        "efficacy endpoint clinicians relapse antibodies approval cohort tolerability"
    ),
    "chips": _words(
        "wafers foundry lithography yield substrates packaging transistors tooling cleanroom "
        "defects interconnects photoresist controllers memory fabs designers nodes masks"
    ),
    "energy": _words(
        "turbines grid storage transmission interconnection curtailment inverters substations "
        "generators baseload electricity wholesale forecasts outages cables blades peaks"
    ),
    "farming": _words(
        "barley soil irrigation seed harvest fertiliser growers salinity drought rotation "
        "livestock pasture pesticides orchards tractors silos acreage weeds mills"
    ),
    "shipping": _words(
        "containers freight vessels harbours tonnage charterers shipyards bunkers pilots "
        "insurers canals berths tankers cargo crews routes terminals lighters"
    ),
    "housing": _words(
        "tenants landlords rents zoning permits vacancies developers evictions builders "
        "mortgagees foundations suburbs flats surveyors leases plots timber roofs"
    ),
    "health": _words(
        "hospitals vaccines screening nurses outbreaks surveillance wards reimbursement "
        "prescriptions physicians waiting diagnosis ambulances budgets referrals beds"
    ),
    "telecoms": _words(
        "spectrum operators masts fibre roaming bandwidth auctions handsets subscribers "
        "latency satellites coverage switches licences exchanges carriers tariffs"
    ),
    "water": _words(
        "aquifers reservoirs pipelines desalination sewage rainfall rivers leakage pumping "
        "catchments wells nitrates meters utilities floods dams filtration wetlands"
    ),
    "schools": _words(
        "teachers pupils curriculum attendance tuition classrooms literacy exams apprentices "
        "lecturers bursaries timetables textbooks inspectors enrolments dormitories"
    ),
    "retail": _words(
        "shoppers inventory discounts warehouses suppliers margins checkout franchises loyalty "
        "returns footfall packaging assortment wholesalers shelves baskets delivery"
    ),
}

ACTORS = _words(
    "analysts officials researchers investors engineers economists managers auditors ministers "
    "planners critics advisers executives unions consumers campaigners lawyers traders"
)
NOUNS = _words(
    "agreement audit balance benefit burden capacity change cost decision delay demand design "
    "deadline dispute effect evidence failure funding gap growth impact interest law limit loss "
    "market measure method model network option order output partner plan policy pressure price "
    "process profit programme project proposal quality rate reform report response result review "
    "risk rule saving scheme share shortage signal source standard strategy study supply system "
    "target tax technology tender test threat timetable trade trend upgrade version wage"
)
ADJECTIVES = _words(
    "annual broad cautious central cheap clear common costly daily domestic early external fair "
    "final foreign fragile full gradual heavy high independent initial internal joint large late "
    "local long low main minor modest narrow national new open partial private public rapid "
    "regional related remote rival routine separate sharp short simple single slow small stable "
    "steady strict strong sudden temporary thin tight total uneven unusual wide"
)
VERBS = _words(
    "cut raised reviewed delayed approved doubled published rejected expanded halved measured "
    "replaced financed suspended tested opened closed revised supported postponed"
)
HEDGES = (
    "may", "might", "could", "is likely to", "is expected to", "would probably",
    "is unlikely to", "can",
)  # fmt: skip
COUNTED = _words("people sites firms households contracts patients homes workers tonnes hectares")

_HEADS = _words(
    "micro hydro bio geo electro thermo photo neuro cardio agro nano cyber ferro pyro cryo sono "
    "litho phyto myco baro chrono dendro ethno gyro hemo ichno kine lipo macro nephro"
)
_TAILS = _words(
    "metry graphy lysis genesis plasty static logy nomics phoresis tropic scopy synthesis kinesis "
    "stasis mimetics cline form phase gram drome dyne phile sphere stat type zyme lith gauge "
    "film fuse mer"
)
TERMS = tuple(f"{head}{tail}" for tail in _TAILS for head in _HEADS)

_OPENINGS = _words("Al Ar Bel Bran Cor Dal Den Er Fal Gor Hal Il Jor Kel Lor Mar Nor Os Per Ral")
_MIDDLES = _words("a an ar ben dor e en er gan i in is ka lan mo nu o or ri sa ta ul ver vi")
_ENDINGS = _words(
    "berg by dale den feld gate ham holm ia in mark mere nes ov rud stad sund ton vik"
)


def name(random: Random) -> str:
    """A proper name; about 200,000 are possible."""
    middle = "".join(random.choice(_MIDDLES) for _ in range(random.choice((1, 1, 2))))
    return random.choice(_OPENINGS) + middle + random.choice(_ENDINGS)
