# What people are told: message-<kind> says what happened, message-<kind>-do what to do.
message-facts-confirmed = 您申请的事实认定已通过。
message-facts-confirmed-do = 查看认定。以后的判定会用到它。
message-facts-refused = 您申请的事实认定未通过：{ $why }
message-facts-refused-do = 查看理由；有新的证明可以重新申请。
message-facts-revoked = 您的一项事实认定被撤销：{ $why }
message-facts-revoked-do = 查看理由。以后的判定不再使用它。
