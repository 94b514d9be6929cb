# What an inspector looks at.
nav-inspection = 抽查
inspections-title = 继续教育基地
inspections-words = 以下数字由系统统计，只供查看。
inspections-base = 基地
inspections-empty = 本辖区没有基地
inspections-empty-words = 基地经批准登记后会出现在这里。
inspections-later = 双随机抽取、现场核对面授班的时间和人数、问题登记和基地答复（N2022 §6.1）以后才有。
