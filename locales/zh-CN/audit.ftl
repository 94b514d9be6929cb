# Audit lines in words. The key is the action with "-" for "." and "_".
audit-orders-placed = 提交订单
audit-orders-activated = 到账并开通课程
audit-exams-attempt-started = 开始考试
audit-exams-attempt-closed = 考试结束
audit-exams-questions-added = 题库增加题目
audit-hours-posted = 学时记入账本
audit-hours-recognised = 认定学时
audit-hours-revocation-proposed = 提出撤销账本记录
audit-hours-revocation-confirmed = 撤销账本记录
audit-hours-revocation-rejected = 决定不撤销账本记录
audit-learning-dispute-opened = 对学习记录提出异议
audit-learning-dispute-withdrawn = 撤回学习记录异议
audit-learning-dispute-credited = 认定有异议的学习时间
audit-learning-dispute-refused = 不予认定有异议的学习时间
audit-inspections-signal-seen = 查看巡查线索
audit-inspections-signal-dismissed = 排除巡查线索
audit-certificates-issued = 发放证书
audit-reports-drawn = 生成年度报告
audit-reports-confirmed = 单位确认年度报告
audit-reports-returned-by-employer = 单位退回年度报告
audit-reports-approved = 批准年度报告
audit-reports-returned-by-bureau = 人社部门退回年度报告
audit-cards-issued = 发放审验卡
audit-decisions-asked = 申报判定
audit-batches-uploaded = 上传申报名单
audit-batches-confirmed = 确认判定申报名单
audit-batches-restarted = 重新启动申报名单
audit-batches-decided = 评委会核对学时
audit-batches-cancelled = 停止申报名单
audit-batches-erased = 删除申报名单
audit-batches-expired = 申报名单到期删除
audit-batches-numbers-read = 读取名单的完整身份证号

# How an attempt ended, beside "audit-exams-attempt-closed".
audit-closed-submitted = 交卷，{ $score } 分
audit-closed-time = 到时收卷，{ $score } 分
audit-orders-cancelled = 取消订单
