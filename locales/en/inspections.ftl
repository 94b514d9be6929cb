# What an inspector looks at.
nav-inspection = Inspection
inspections-title = Bases
inspections-words = Counted by the system, to look at only.
inspections-base = Base
inspections-empty = No bases in this territory
inspections-empty-words = Bases appear here once they are approved and registered.
inspections-later = Random draws, checking time and head count of classes on the spot, findings and the bases' answers (N2022 §6.1) come later.
