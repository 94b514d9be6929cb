# The frame of every page.
site-name = 学时
site-what = 专业技术人员继续教育
site-about = 学时 xueshi：从第一节课到审验卡，一本账，不可暗改。
site-skip = 跳到正文
site-nav = 主导航
site-sign-in = 登录
site-sign-out = 退出
site-first-sign-in = 首次登录
site-verify = 查验证书
site-elder = 适老版
site-standard = 标准版
site-demo = 演示
site-demo-time = 演示时间：{ $time }
nav-home = 首页
nav-messages = 消息
nav-account = 我的资料
nav-help = 帮助

role-learner = 专业技术人员
role-employer-admin = 用人单位管理员
role-base-admin = 继续教育基地管理员
role-instructor = 教师
role-bureau-officer = 人社局经办人员
role-cashier = 收款确认人员
role-inspector = 抽查人员
role-committee-clerk = 评委会工作人员
role-region-admin = 自治区管理员
role-operator = 运维人员

form-errors = 请先改正下面的内容
list-more = 下一页
problem-home = 回到首页
problem-code = 需要帮助时请提供：{ $code }，编号 { $request }
list-between = 、
