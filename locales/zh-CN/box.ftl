# The box.
messages-title = 消息
messages-words = 与您有关的事情办到哪一步，都在这里。只在站内提醒，除非您自己要求发到手机或邮箱。
messages-wishes-link = 短信和邮件提醒
messages-empty = 还没有消息
messages-empty-words = 报告、证书、审验卡、异议有了结果，会在这里告诉您。
messages-new = 新
messages-see = 去看看
messages-unread = { $count } 条未读
messages-unread-many = 99+

# Wishes.
wishes-title = 短信和邮件提醒
wishes-words = 所有消息都在站内“消息”里。您还可以要求同时发短信或邮件；不要求，就不发。
wishes-quiet = 一刻钟之内的几件事合成一条；晚上 { $from } 点到早上 { $until } 点不发。短信和邮件里没有身份证号。
wishes-text = 短信
wishes-text-to = 发到 { $phone }
wishes-text-none = 您还没有登记手机，不能发短信。
wishes-text-yes = 要，发短信提醒我
wishes-text-no = 不要
wishes-save = 保存
wishes-mail = 邮件
wishes-mail-to = 发到 { $mail }
wishes-mail-none = 没有登记邮箱，不发邮件。
wishes-mail-drop = 不再发邮件
wishes-mail-new = 邮箱地址
wishes-mail-new-hint = 验证码会发到这个邮箱，填写后才开始使用。
wishes-mail-send = 发送验证码
wishes-mail-waiting = 验证码已发到 { $mail }，请查收后填写。
wishes-mail-code = 邮件验证码
wishes-mail-code-hint = 6 位数字，10 分钟内有效。
wishes-mail-confirm = 确认邮箱
wishes-done-text = 短信提醒已保存。
wishes-done-mail = 邮箱已确认，今后的消息会同时发邮件。
wishes-done-dropped = 今后不再发邮件。
wishes-back = 返回消息

# What goes out. The bundle names the first messages and counts the others.
text-one = 【学时】{ $what }查看：{ $address }
text-many = 【学时】您有 { $count } 条新消息。{ $what }其余请看：{ $address }
mail-subject-one = 学时：您有一条新消息
mail-subject-many = 学时：您有 { $count } 条新消息
mail-hello = { $name }，您好：
mail-why = 您在“学时”要求用邮件接收消息，所以收到这封信。要停止，请在“短信和邮件提醒”里更改：{ $address }
mail-more = 另有 { $count } 条，请登录查看：{ $address }
mail-code-subject = 学时：邮箱验证码
mail-code-text = 验证码 { $code }，{ $minutes } 分钟内有效。请在“短信和邮件提醒”页面填写，确认这个邮箱是您的。如果不是您本人操作，请不必理会。
messages-other = 与您有关的一件事有了进展。
messages-other-do = 请打开看一看。
