"""The notice of 2022 once more, for OpenFisca-Core, over many people at once.

Only a peer to measure ourselves against: OpenFisca-Core (AGPL) is fetched from PyPI by the
benchmark, into a virtual environment of its own, and is no part of the product.

Usage: openfisca_rules.py PEOPLE OUTCOMES ROUNDS. PEOPLE holds columns of little-endian 32-bit
numbers (see COLUMNS), one column after the other. Writes one byte a person to OUTCOMES (the
position in OUTCOME) and prints a JSON object: seconds of each round, without and with setting the
inputs. Everybody's facts are known, and the application year is 2022.
"""

import json
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

OUTCOME = ["exempt", "met", "reference", "not_met"]
PURPOSE = ["title_review", "title_recognition", "appointment", "appraisal", "card"]
REVIEW, RECOGNITION = 0, 1
SENIOR, INTERMEDIATE, JUNIOR = 0, 1, 2
MASTER, DOCTOR = 2, 3
NON_PUBLIC = 2
STUDY_YEARS = [2020, 2021, 2022]

# Name and study year, in the order of the file.
COLUMNS = (
    [(name, 2022) for name in (
        "purpose", "level", "degree", "is_male", "born_year", "born_month_day",
        "applied_month_day", "sector", "grassroots", "transfer_year", "epidemic_frontline",
    )]
    + [("public", year) for year in STUDY_YEARS]
    + [("professional", year) for year in STUDY_YEARS]
    + [("exam_in_region", year) for year in STUDY_YEARS]
)

Person = build_entity(key="person", plural="people", label="who applies", is_person=True)


def yearly(name, kind, **formula):
    """A variable of a year. OpenFisca looks at a class's own members only, hence no base class."""
    members = {"value_type": kind, "entity": Person, "definition_period": DateUnit.YEAR}
    return type(name, (Variable,), members | formula)


def computed(kind):
    """Makes a variable of a formula."""
    return lambda formula: yearly(formula.__name__, kind, formula=formula)


FLAGS = {"is_male", "grassroots", "epidemic_frontline", "exam_in_region"}
INPUTS = [yearly(name, bool if name in FLAGS else int)
          for name in dict.fromkeys(name for name, _ in COLUMNS)]


@computed(int)
def age(person, period):
    born = person("born_month_day", period)
    # 2022 has no 29 February: who was born on one turns a year older on the 28th.
    birthday = np.where(born == 229, 228, born)
    before = person("applied_month_day", period) < birthday
    return period.start.year - person("born_year", period) - before


@computed(int)
def window(person, period):
    """How many years count, up to the application year; §2a, §2a.1, §2a.2, §3.7, §5."""
    purpose = person("purpose", period)
    long_review = (purpose == REVIEW) & (person("level", period) != JUNIOR)
    degree = person("degree", period)
    recognition = purpose == RECOGNITION
    years = np.select(
        [long_review, recognition & (degree == MASTER), recognition & (degree == DOCTOR)],
        [3, 2, 0],
        1,
    )
    transferred = person("transfer_year", period)
    since = period.start.year - transferred
    narrows = (purpose == REVIEW) & (transferred > 0) & (since > 0)
    return np.where(narrows, np.minimum(years, since), years)


@computed(bool)
def waived(person, period, parameters):
    """No hours are asked for; §2a.2, §3.1, §3.4, §3.7."""
    purpose = person("purpose", period)
    review, recognition = purpose == REVIEW, purpose == RECOGNITION
    waived_from = parameters(period).age_waived
    least = np.where(person("is_male", period), waived_from.male, waived_from.female)
    of_age = review & (person("age", period) >= least)
    doctor = recognition & (person("degree", period) == DOCTOR)
    frontline = (review | recognition) & person("epidemic_frontline", period)
    arrived = review & (person("transfer_year", period) == period.start.year)
    return of_age | doctor | frontline | arrived


@computed(bool)
def owes_a_third(person, period, parameters):
    """§3.1."""
    third_from = parameters(period).age_third
    least = np.where(person("is_male", period), third_from.male, third_from.female)
    return (person("purpose", period) == REVIEW) & (person("age", period) >= least)


@computed(bool)
def complete(person, period, parameters):
    """Whether every year of the window and each category has its hours; §2, §3.6."""
    years, third = person("window", period), person("owes_a_third", period)
    done = np.ones(person.count, dtype=bool)
    for back, study_year in enumerate(reversed(STUDY_YEARS)):
        counts = years > back
        owed = parameters(f"{study_year}-12-31").owed
        for category, whole in (("public", owed.public), ("professional", owed.professional)):
            required = np.where(third, -(-whole // 3), whole)
            enough = person(category, str(study_year)) >= required
            if category == "professional":
                enough = enough | person("exam_in_region", str(study_year))
            done &= enough | ~counts
    return done


@computed(int)
def outcome(person, period):
    """The position in OUTCOME; §3.2 and §3.3 make the hours a reference factor."""
    informs = (person("purpose", period) == REVIEW) & (
        (person("sector", period) == NON_PUBLIC) | person("grassroots", period)
    )
    short = np.where(informs, 2, 3)
    return np.where(
        person("waived", period), 0, np.where(person("complete", period), 1, short)
    )


def system():
    """The rules as a tax and benefit system, as OpenFisca calls it."""
    built = TaxBenefitSystem([Person])
    for variable in INPUTS + [age, window, waived, owes_a_third, complete, outcome]:
        built.add_variable(variable)

    def since(**values):
        return {"values": {f"{year[1:]}-01-01": value for year, value in values.items()}}

    built.parameters = ParameterNode("", data={
        # Hundredths of an hour; of 2020 only public hours were asked.
        "owed": {"public": since(y2020=3000), "professional": since(y2020=0, y2021=6000)},
        "age_third": {"male": since(y2020=50), "female": since(y2020=45)},
        "age_waived": {"male": since(y2020=55), "female": since(y2020=50)},
    })
    return built


def main(people, outcomes, rounds):
    table = np.fromfile(people, dtype="<i4").reshape(len(COLUMNS), -1)
    count = table.shape[1]
    inputs = [(name, period(year), column.astype(bool) if name in FLAGS else column)
              for (name, year), column in zip(COLUMNS, table)]
    rules = system()
    alone, with_inputs = [], []
    for _ in range(rounds):
        simulation = SimulationBuilder().build_default_simulation(rules, count=count)
        start = time.perf_counter()
        for name, year, column in inputs:
            simulation.set_input(name, year, column)
        ready = time.perf_counter()
        decided = simulation.calculate("outcome", "2022")
        end = time.perf_counter()
        alone.append(end - ready)
        with_inputs.append(end - start)
    decided.astype(np.uint8).tofile(outcomes)
    print(json.dumps({"alone": alone, "with_inputs": with_inputs}))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
