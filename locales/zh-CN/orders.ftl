# Orders and payments.
nav-orders = 我的订单
nav-payments = 收款确认

order-placed = 待付款
order-paid = 已付款
order-cancelled = 已取消
order-title = 订单 { $number }
order-number = 订单号
order-placed-at = 下单时间
order-courses = 课程
order-amount = 金额
order-state = 状态
order-total = 合计
order-back = 返回我的订单
order-find = 去选课
order-placed-on = { $at } 下单
order-paid-on = { $at } 付款

order-check = 核对订单
order-check-empty = 还没有选课程
order-check-empty-words = 在选课页勾选课程，再来核对。
order-year-hint = 订单里的课程都计入这一年度。
order-again = 重新计算

order-counts = 计入 { $year } 年度 · { $category } · { $hours }
order-capped = 公需科目当年收费已到上限：原价 { $full }，实收 { $fen }
order-why = 价格依据
order-why-words = 按课程学时计价；公需科目一个学习年度合计不超过上限，多出的部分不收。
order-paid-words = 款已到账，课程已开通，可以开始学习。
order-cancelled-words = 这张订单已取消，没有收费。课程可以重新选。

order-pay = 付款
order-pay-now = 付款 { $fen }
order-online = 网上支付
order-demo = 演示收银台
order-demo-words = 仅演示环境提供，不收真钱；到账通知与真实支付走同一条路。
order-transfer = 转账到人社部门账户
order-transfer-words = 通过银行柜台、网银或手机银行转账，附言务必填写订单号。
order-transfer-name = 户名
order-transfer-number = 账号
order-transfer-bank = 开户行
order-transfer-remark = 附言（订单号）
order-transfer-after = 款项到账后由收款确认人员核对，确认后课程自动开通，无需再办。
order-cancel = 取消订单
order-cancel-hint = 不想要了可以取消，未付款不收任何费用。

orders-empty = 还没有订单
orders-empty-words = 选好课程、下单付款，就能开始学习。

cashier-title = 演示收银台
cashier-words = 这里扮演支付机构，不收真钱。付款后，它会像真实机构一样发来签名的到账通知。
cashier-back = 先不付，返回订单

payments-words = 本属地待确认的转账，先下单的在前。到账后核对金额和附言，再确认。
payments-empty = 没有待确认的转账
payments-empty-words = 有人下单后会出现在这里。
payments-payer = 学员
payments-waits = 已等
payments-days = { $days } 天
payments-done = 订单 { $number } 已确认到账，课程已开通。

payment-title = 确认到账
payment-back = 返回收款确认
payment-reference = 银行流水号
payment-reference-hint = 以银行回单为准，一笔流水只能确认一张订单。
payment-confirm = 确认已到账 { $fen }
payment-confirm-hint = 确认后课程立即开通，不能撤回；您的姓名会留在记录里。
payment-nothing = 这张订单不用再确认。
