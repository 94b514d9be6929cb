# Words of refusals and failures. The key is the code with "-" for "." and "_"; the attribute

# .next says what to do now, where the kind's own .next does not serve.

# By kind, when a code has no words of its own.
fault-invalid = 填写的内容不符合要求。
    .title = 内容有误
    .next = 请返回改正后再提交。
fault-unauthenticated = 需要先登录。
    .title = 请先登录
    .next = 请登录后再试。
fault-forbidden = 您的账号没有办理这件事的权限。
    .title = 没有权限
    .next = 如果认为应当有权限，请联系本单位管理员或属地人社部门。
fault-not-found = 没有这项内容，或者它不属于您。
    .title = 没有找到
    .next = 请检查地址，或回到首页重新进入。
fault-conflict = 当前状态下不能这样办理。
    .title = 现在不能办理
    .next = 请刷新页面，查看最新状态。
fault-too-many = 操作过于频繁。
    .title = 请稍后再试
    .next = 稍等片刻再试。
fault-unavailable = 系统暂时繁忙。
    .title = 暂时无法服务
    .next = 已保存的内容不会丢失，请稍后再试。
fault-internal = 系统出了问题，不是您的操作有误。
    .title = 系统出错
    .next = 已保存的内容不会丢失。请稍后再试；如仍出错，请把下面的编号告诉管理员。

# web
web-no-such-page = 没有这个页面。
web-method-not-allowed = 这个地址不接受这种请求。
    .next = 请回到上一页，使用页面上的按钮办理。
web-malformed = 请求的格式不对。
    .next = 请返回上一页，刷新后重新填写。
web-body-too-large = 提交的内容太大。
    .next = 请减少内容，或分几次提交。
web-too-slow = 提交的内容没有在规定时间内传完，没有办理。
    .next = 请检查网络，稍后重新提交。
web-bad-token = 访问令牌无效或已停用。
    .next = 请换用有效的令牌。
web-csrf = 无法确认这次提交来自本站页面，没有办理。
    .next = 请返回上一页，刷新后重新提交。

# permission
permission-sign-in-first = 需要先登录。
permission-denied = 您的账号没有办理这件事的权限。
permission-not-yours = 没有这项内容，或者它不属于您。
permission-bad-role = 没有“{ $value }”这种角色。

# kernel
kernel-bad-id = 没有这项内容。
kernel-bad-day = “{ $value }”不是有效的日期。请按 2022-12-31 的格式填写。
kernel-bad-hours = “{ $value }”不是有效的学时数。最多两位小数，例如 12.5。
kernel-bad-category = 没有“{ $value }”这个科目类别。
kernel-bad-sex = “{ $value }”不是有效的性别。
kernel-bad-phone = 手机号应为 11 位数字，以 1 开头。
kernel-citizen-id-length = 身份证号应为 18 位：17 位数字加 1 位校验码。
kernel-citizen-id-check = 身份证号的校验码不对，请核对每一位。
kernel-citizen-id-birthday = 身份证号里的出生日期不存在，请核对。
kernel-credit-code-shape = 统一社会信用代码应为 18 位数字或大写字母。

# identity
identity-wrong-password = 账号或密码不对。
    .next = 请核对后再试；忘记密码可以用短信验证码重设。
identity-locked = 密码连续输错，账号已锁定，{ $minutes } 分钟后可以再试。
    .next = 也可以等解锁后用短信验证码重设密码。
identity-wrong-code = 验证码不对，或已经过期。请核对，或重新发送。
identity-code-too-soon = 验证码刚刚发过，{ $seconds } 秒后可以重新发送。
identity-weak-password = 密码至少 { $least } 个字符，要有字母和数字。
identity-phone-taken = 这个手机号已被别的账号使用。
    .next = 请换一个手机号；如果这是您本人的号码，请联系属地人社部门。
identity-citizen-id-taken = 这个身份证号已经登记过。
    .next = 如果这是您本人的证件号，请联系属地人社部门核实。
identity-unknown-person = 没有找到这个人。
    .next = 请核对姓名或证件号后再查。
identity-bad-name = 姓名不能为空，最多 { $most } 个字。

# catalogue, orders, editions
catalogue-unknown-course = 没有这门课程，或已下架。
    .next = 请回到选课页重新查找。
catalogue-unknown-lesson = 没有这一课时，或者它已下架。
    .next = 请回到课程页，从目录里进入。
catalogue-unknown-media = 没有这个视频，或者它已下架。
    .next = 请回到课程页重新进入；仍然没有，请告诉开课的继续教育基地。
catalogue-unknown-base = 没有这个继续教育基地，或者它不属于您。
catalogue-no-lessons = 课程没有课时，或者总时长太短，不足百分之一学时。
    .next = 请添加课时后再保存。
catalogue-unknown-question = 没有这道课中提问，课程内容可能刚刚更新过。
    .next = 请刷新页面。
catalogue-bad-question = 第 { $number } 道课中提问不能用：{ $why ->
        [text] 有空白或者超过 500 字的文字
        [options] 选项须是 2—6 个，互不相同
        [key] 没有标出正确选项
       *[moment] 提问时刻不在这一节之内
    }。
    .next = 请改正后再保存。
catalogue-too-many-questions = 一节课至多 { $most } 道课中提问。
    .next = 请删去一些后再保存。
orders-unknown-order = 没有这张订单，或者它不属于您。
    .next = 请到“我的订单”查看。
orders-no-courses = 还没有选课程。请到选课页勾选。
orders-too-many-courses = 一张订单最多 { $most } 门课程，请分几次下单。
orders-wrong-year = 《{ $course }》不能计入 { $year } 年度。请换一个年度，或去掉这门课。
orders-enrolled-already = 您已经开通《{ $course }》，不用再买。
    .next = 请到“我的课程”开始学习。
orders-ordered-already = 《{ $course }》已在一张待付款的订单里。请付那张订单，或先取消它。
    .next = 请到“我的订单”查看。
orders-amount-differs = 到账 { $paid }，应付 { $due }，金额不符，没有开通。
    .next = 请核对付款金额，或联系属地人社部门。
orders-paid-already = 这张订单已经付款，不用再办。
    .next = 如果重复付款，请凭银行回单联系属地人社部门退回。
orders-cancelled = 这张订单已取消，不能付款。
    .next = 请重新选课下单；已经付出的款项请联系属地人社部门退回。
orders-public-order-waiting = 您有一张含公需科目的订单（{ $number }）还没有付款。
    .next = 公需科目全年合计收费，请先付清或取消那张订单，再订新的公需课程。
orders-not-paid = 这门课已下单，还没有付款，不能学习。
    .next = 请到“我的订单”付款；到账后课程立即开通。
orders-not-enrolled = 您还没有选这门课。
    .next = 请先选课、付款，再开始学习。
orders-reference-used = 这个银行流水号已经用于另一张订单。
    .next = 请核对流水号；一笔转账只能确认一张订单。
orders-own-order = 不能确认自己的订单到账。
    .next = 请由另一位有收款确认权限的同事办理。
orders-no-reference = 请填写银行流水号，最多 50 个字。
orders-bad-signature = 到账通知的签名不对，没有受理。
    .next = 请核对签名密钥后重新发送。
orders-bad-notice = 到账通知的内容读不懂，没有受理。
orders-unknown-enrolment = 没有这项选课，或者它不属于您。
    .next = 请到“我的课程”查看已开通的课程。
orders-bad-status = 没有“{ $value }”这种订单状态。
house-unknown-gateway = 没有这家支付机构。
editions-none = { $year } 年度还没有发布适用于本属地的继续教育政策。
    .next = 请等属地人社部门发布当年通知后再办。
editions-year-closed = { $year } 年度今天不开放学习。请换一个年度。
    .next = 请到选课页查看现在开放的年度。

# learning, media, api
learning-unknown-session = 没有这个学习会话，或者它不属于您。
    .next = 请回到课程页，重新开始播放。
learning-foreign-lesson = 这一节不属于这门课程。
    .next = 请回到课程页，从目录里进入。
learning-other-session = 您的另一台设备（或另一个窗口）正在计时。同一时间只有一处计时。
    .next = 可以选择在这里继续，另一处随即停止计时。
learning-bad-segment = { $from } 到 { $to } 秒不是这一节的有效片段。
learning-bad-seconds = “{ $value }”不是有效的秒数：应为不小于零的数字，最多三位小数。
learning-bad-seq = 学习记录的编号不能小于零。
learning-too-many-segments = 一次最多上报 { $most } 个片段。
learning-faster-than-clock = 上报的播放时间多于服务器时钟经过的时间，多出的部分现在不计入。
    .next = 请继续播放；多出的部分会先记下，时钟走到了才计入。
learning-too-scattered = 这一节里零散的片段太多，新的片段不再记录。
    .next = 请从头连续播放，缺的部分会补上。
learning-day-full = 今天计入的学时已到本年度规定的上限，多出的部分不计入。
    .next = 明天可以接着学，今天已计入的不受影响。
learning-outside-hours = 现在不在可计时的时段内，播放不计入。
    .next = 请在课程页所示的时段内学习；已计入的不受影响。
learning-unknown-check = 没有这道在场确认题，或者它不属于您。
    .next = 请回到课程页，重新播放。
learning-bad-option = 答案序号应当是 0 到 { $most } 的整数。
learning-busy = 另一处正在为您记录，请稍后再报一次。
learning-session-ended = 这次计时已经结束，请重新开始播放。
learning-taken-over = 另一台设备接管了计时，这里播放的不计入。
    .next = 想在这里继续，请重新开始播放。
learning-window-closed = 这一年度的学习期没有开放，播放不计入。
    .next = 已经计入的时间不受影响；请到选课页查看现在开放的年度。
learning-check-missed = 在场确认没有答，上一次确认以后计入的部分被收回。
    .next = 重新看一遍这一段即可计入。
learning-unexplained = 这一段的记录自相矛盾。
    .next = 请提出异议，由属地经办人核对。
learning-bad-stretch = 这不是这一节里的一段：请写成“分:秒”，起点在前，不超过全长，也不超出异议的范围。
learning-no-words = 请说明情况，最多 { $most } 字。
learning-nothing-lacks = 这一段已经全部计入，没有可以提出或认定的部分。
learning-already-disputed = 这一段里已有一件异议在等待答复。
    .next = 请等候答复，或先撤回那一件。
learning-too-many-disputes = 您已有 { $most } 件异议在等待答复。
    .next = 请先等候答复，或撤回其中几件。
learning-unknown-dispute = 没有这件异议，或者它不属于您。
    .next = 请回到学习记录页查看。
learning-own-dispute = 这是您自己的异议，不能由您答复。
    .next = 请由另一位经办人办理。
learning-no-reason = 请写明理由，最多 { $most } 字。
learning-no-ruling = 请选择认定或不予认定。
learning-dispute-settled = 这件异议已经有了结果。
    .next = 如仍有疑问，可以重新提出。
media-no-captions = 这一节没有字幕。
    .next = 可以不看字幕，继续学习。
media-no-file = 视频文件暂时取不到。
    .next = 已计入的进度不会丢失，请稍后再试；如仍打不开，请告诉管理员。
api-malformed = 请求的内容不是这个接口要求的 JSON：第 { $line } 行第 { $column } 个字符处不合要求。

# exams
exams-unknown-attempt = 没有这次考试，或者它不属于您。
exams-lessons-missing = 课程内容还没有全部完成，考试没有开放。
    .next = 请先学完余下的内容，考试随即开放。
exams-already-passed = 这门课的考试已经通过，不用再考。
    .next = 记入的学时请到学时账本查看。
exams-no-attempts-left = 这门课最多考 { $most } 次，次数已用完。
    .next = 可以另选其他课程补足学时；对成绩有疑问，请联系属地人社部门。
exams-attempt-closed = 这次考试已经收卷，服务器按已收到的答案评分。
    .next = 请查看考试结果。
exams-still-open = 这次考试还没有收卷，没有结果。
    .next = 请先交卷，或等到考试时间结束。
exams-newer-answer = 这一题在别的窗口或设备上已有更新的答案，这里的没有保存。
    .next = 页面已显示服务器上最新的答案；如需修改，请重新选择。
exams-bad-revision = 这一页的答案版本不对，没有保存。请刷新后再答。
exams-too-many-revisions = 这一题修改的次数太多，不能再改。
    .next = 最后一次保存的答案有效，请继续做其他题。
exams-bad-position = 试卷上没有第 { $position } 题。
    .next = 请回到试卷，选择卷面上的题号。
exams-bad-choice = 所选的选项不符合这一题的要求。
exams-bad-question = 题目有误：{ $stem }
exams-bank-too-small = 这门课的题库不足以组成一份试卷。
    .next = 请告诉开课的继续教育基地；课程进度不受影响。
exams-bad-kind = 没有“{ $value }”这种题型。
exams-bad-closed-why = 没有“{ $value }”这种收卷原因。

# identity, hours, ledger and reports, as offices meet them
identity-no-reason = 请写明查看原因。原因会留下记录，本人看得到。
employers-unknown-employer = 没有这个用人单位，或者它不属于您。
employers-employed-already = 这个人已经登记了工作单位，不能重复登记。
    .next = 请先结束原来的任职，再登记新单位。
employers-unknown-registration = 没有这份登记申请，或者它不属于您。
employers-unknown-department = 本单位没有这个部门，或者它已经停用。
employers-unknown-employment = 没有这段任职，或者它不属于您的单位。
employers-unknown-change = 没有这份属地变更申请，或者它不属于您。
employers-bad-name = 名称不能为空，最多 { $most } 个字。
employers-no-sector = 请选择单位性质。
employers-no-territory = 请选择属地。
employers-code-doubtful = 信用代码的校验位不对。请与证照逐字核对；如果证照上确实如此，请在这里写明情况，由人社部门审核。
employers-code-needs-scan = 请附上证照的扫描件或照片（pdf、jpg 或 png），由人社部门核对信用代码。
employers-code-registered = 这个信用代码的单位已经登记。
    .next = 请联系该单位的管理员把您加为管理员；管理员都已离开的，请联系属地人社部门指定。
employers-code-waiting = 这个信用代码的登记申请正在审核，由另一个人提交。
    .next = 请等审核结束后联系该单位的管理员，或咨询属地人社部门。
employers-too-many-waiting = 您有 { $most } 份登记申请在审核，不能再提交。
    .next = 请等候答复，或先撤回其中一份。
employers-decided-already = 这份申请已经办结或撤回，不能再办理。
employers-own-registration = 这是您自己提交的申请，须由另一位经办人员办理。
employers-no-words = 请写明情况，最多 { $most } 字。
employers-override-needs-words = 信用代码的校验位不对。同意登记时请写明核对了什么材料。
employers-nobody-found = 没有找到这个人：手机号（或身份证号）与姓名不符，或者还没有登记。
    .next = 请向本人核对后再填。
employers-last-admin = 您是最后一位管理员，还不能退出。
    .next = 请先添加另一位管理员。
employers-admins-left = 这个单位还有管理员，请由现任管理员添加。
    .next = 现任管理员确已离开的，请先结束其管理权限。
employers-too-many-admins = 一个单位最多 { $most } 位管理员。
employers-department-taken = 已有同名的部门。
employers-department-not-empty = 部门里还有 { $count } 人，不能停用。
    .next = 请先把他们调到别的部门。
employers-too-many-departments = 一个单位最多 { $most } 个部门。
employers-same-territory = 单位现在就在这个属地。
employers-change-waiting = 已有一份属地变更申请在审核。
    .next = 请等候答复，或先撤回。
employers-same-standing = 与这一天现有的登记相同，没有变化。
employers-bad-day = 日期不能晚于今天，也不能早于八十年前。
employers-day-before-post = 与已有的任职时间冲突（{ $day }）。请核对日期。
employers-bad-post = 请填写，最多 { $most } 个字。
employers-bad-end = 没有“{ $value }”这种离开的原因。
employers-ended-already = 这段任职已经结束。
employers-outside-span = 此人 { $year } 年度不在贵单位任职，这一年的学时只由当时的单位和人社部门查看。
rosters-unknown-joining = 没有这份邀请或申请，或者它不属于您。
rosters-answered-already = 这份邀请或申请已经答复或撤回。
rosters-works-here = 此人已经在这个单位任职。
rosters-too-many-claims = 您有 { $most } 份任职申请在等候确认，不能再提交。
    .next = 请等候答复，或先撤回其中一份。
rosters-own-joining = 这是您自己的申请，须由另一位管理员或人社部门办理。
rosters-with-employer = 用人单位还在答复期限内，期满未答复才由人社部门办理。
rosters-arriving = 正在导入的名册里有这个人，请稍后再试。
rosters-unknown-roster = 没有这份名册，或者它不属于您的单位。
rosters-busy = 另一份名册正在处理，请等它结束后再办理。
rosters-no-rows = 栏目行下面没有内容。
rosters-not-checked = 这份名册还没有核对完，或者已经办结。
rosters-has-faults = 有 { $count } 行需要改正，名册不能生效。
    .next = 请改好后重新上传。
rosters-nothing-to-do = 名册与现在的登记一致，没有可以办理的。
rosters-not-running = 这份名册没有在处理。
rosters-not-in-force = 这份名册没有生效，不能撤销。
rosters-acted-upon = { $name } 已经有了新的记录，这份名册不能再整份撤销。
rosters-bad-name = 太长，最多 { $most } 个字。
rosters-double-row = 与第 { $row } 行是同一个身份证号。
rosters-double-phone = 与第 { $row } 行是同一个手机号。
rosters-name-mismatch = 这个身份证号登记的是另一个姓名。
rosters-phone-taken = 这个手机号已由另一个人使用。
rosters-phone-needed = 新人员须填手机号，用于首次登录。
rosters-bad-day = 不能晚于今天，也不能早于八十年前。
rosters-day-before-last = 与此人已有的任职时间冲突，请核对任职日期。
rosters-arriving-elsewhere = 另一份正在导入的名册里有这个人，请稍后重新核对。
rosters-too-many-departments = 部门太多：一个单位最多 { $most } 个部门。
identity-arriving = 正在导入的名册里有这个人或这个手机号，请稍后再试。
employers-arriving = 正在导入的名册涉及这个人或这个部门，请稍后再试。
employers-bad-sector = 没有“{ $value }”这种单位性质。
hours-unknown-year = 现行政策没有规定 { $year } 年度的学时。
    .next = 请换一个年度查看。
hours-bad-hours = 一次认定的学时应大于 0，最多 { $most }。
hours-no-evidence = 请写明证明材料，最多 { $most } 个字。
hours-no-reason = 请写明撤销原因，最多 { $most } 个字。
hours-own-hours = 不能办理您本人的学时。
    .next = 请由另一位经办人员办理。
hours-unknown-revocation = 没有这项撤销提议。
hours-not-revocable = 这条记录已经撤销，或者本身就是撤销记录。
hours-already-proposed = 这条记录已有人提出撤销，正等待决定。
    .next = 请等另一位经办人员决定。
hours-same-officer = 这是您提出的撤销，不能由您决定。
    .next = 请由另一位经办人员决定。
hours-already-decided = 这项提议已经由别人作出了另一种决定。
hours-bad-verdict = 没有“{ $value }”这种处理结果。
ledger-not-revocable = 这条记录已经撤销，或者本身就是撤销记录。
ledger-unknown-entry = 账本上没有这条记录。
ledger-no-hours = 记入账本的学时必须大于 0。
reports-returned = 报告已退回，须由本人重新生成后再办理。
    .next = 请本人按退回原因处理后重新生成。
reports-not-confirmed = 用人单位还没有确认这份报告。
    .next = 请等用人单位确认后再办。
reports-already-confirmed = 单位已经确认，报告在人社部门，单位不能再退回。
    .next = 如需退回，请联系属地人社部门。
reports-already-approved = 报告已经批准，不能再改。
    .next = 如果内容有误，请联系属地人社部门。
reports-no-longer-complete = 账本上的学时已不足：公需还差 { $public }，专业还差 { $professional }，不能批准。
    .next = 请退回本人，补足后重新生成。
reports-same-person = 您已代表单位确认这份报告，不能再由您审批。
    .next = 请由另一位经办人员审批。
reports-own-report = 不能审批您本人的报告。
    .next = 请由另一位经办人员审批。
reports-no-reason = 请写明退回原因。
reports-reason-too-long = 退回原因太长，最多 { $max } 个字。
reports-unknown = 没有这份报告，或者它不属于您。
db-too-old = 数据库的表结构比程序旧（版本 { $version }）。请运行 xueshi migrate。
db-too-new = 数据库的表结构比程序新（版本 { $version }）。请换用新版程序。
db-conflict = 这项内容已经存在，或者刚被别人改动，没有保存。
db-full = 服务器的磁盘已满，没有办理，也没有记下。
    .next = 请稍后再试；磁盘腾出空间后会自动恢复。
db-unavailable = 数据库暂时连不上，或者太忙，没有办理。
db-bad-address = 数据库地址“{ $address }”不能用：应以 sqlite: 或 postgres:// 开头。
    .next = 请改正配置里的 database 后再启动。
db-missing = 没有这项内容，或者它已经不在了。

# certificates, cards, reports of a learner, decisions
certificates-unknown = 没有这张证书，或者它不属于您。
    .next = 请到“我的证书”查看。
certificates-revoked = 这张证书对应的学时已被撤销，不能打印。
    .next = 请到学时账本查看撤销原因；有异议请联系属地人社部门。
certificates-not-passed = 这门课程的考试还没有通过，不能签发证书。
    .next = 请先参加考试；通过后证书自动签发。
certificates-no-hours = 这门课程没有记入学时，不能签发证书。
    .next = 请到学时账本核对；有疑问请联系属地人社部门。
cards-unknown = 还没有这张审验卡，或者它不属于您。
    .next = 请到“年度报告”看看办到哪一步了。
cards-suspended = 本年度有学时被撤销，现有学时低于要求，审验卡暂停使用，不能打印。
    .next = 请到学时账本查看撤销原因，补足学时后审验卡自动恢复。
cards-not-approved = 年度报告还没有批准，不能制卡。
    .next = 请到“年度报告”看看办到哪一步了。
cards-never-issued = 编号 { $number } 没有签发过。
    .next = 请核对编号的每一位；仍不符，请向签发单位查询。
cards-number-malformed = 这不是本系统的证书编号或审验卡编号，可能有一位抄错了。
    .next = 请对照证件，核对每一位后再查。
reports-hours-short = 学时还没有达到要求：公需科目还差 { $public } 学时，专业科目还差 { $professional } 学时。
    .next = 请补足学时后再生成年度报告。
reports-exams-missing = 还有 { $count } 门课程的考试没有通过。
    .next = 考试全部合格后再生成年度报告。
reports-no-employer = 您目前没有登记工作单位，没有单位可以确认报告。
    .next = 请联系属地人社部门登记任职。
reports-year-not-owed = 现行政策对 { $year } 年度没有学时要求，不用生成年度报告。
    .next = 请换一个年度查看。
reports-bad-status = 没有“{ $value }”这种报告状态。
decisions-unknown-decision = 没有这次判定，或者它不属于您。
decisions-choose-one = 请选择其中一项。
decisions-missing-level = 职称评审请选择申报级别。
decisions-missing-degree = 职称考核认定请选择学历学位。
decisions-no-edition = 没有适用于这个申报日期的政策。请换一个日期。
decisions-born-after-application = 申报日期早于出生日期，请核对。
decisions-transfer-after-application = 转任日期晚于申报日期，请核对。
decisions-too-much-supposed = 一次最多假设 { $most } 项，请减少。
decisions-edition-away = 作出这个判定的政策版本 { $edition }（{ $digest }）不在本系统中，无法重新计算。
    .next = 请用收有这个版本的政策目录再试：--policies 目录。
decisions-replay-differs = 用存档的资料重新计算，结果与当时出示的不同。
    .next = 请保存现场并联系系统管理员：程序或数据被改动过。
decisions-implausible-birthday = 出生日期 { $born } 不像是真的：到申报日期 { $on } 不足 { $least } 周岁或超过 { $most } 周岁。
    .next = 请核对出生日期（身份证号）和申报日期。
decisions-too-many = 一次最多判定 { $most } 人，请分批提交。
decisions-bad-parameter = 参数“{ $value }”不认识，或者出现了两次，没有判定。
    .next = 地址后面只能有一个参数：edition（政策版本编号）。
decisions-blank-line = 这一行是空的，没有判定。
    .next = 请删去空行，或补上申请人后再提交。
decisions-line-too-long = 这一行太长，没有判定。
    .next = 请检查这一行是否混入了别的内容，改正后再提交。
decisions-invalid-utf8 = 这一行不是 UTF-8 编码，没有判定。
    .next = 请把文件另存为 UTF-8 编码后再提交。
decisions-malformed-json = 这一行不是有效的 JSON，没有判定。
decisions-unknown-field = 不认识字段“{ $place }”。
    .next = 请核对字段名；用不到的字段请删去。
decisions-duplicate-field = 同一个字段出现了两次。
    .next = 请只保留一个。
decisions-missing-field = 缺少必填字段“{ $place }”。
    .next = 请补上后再提交。
decisions-wrong-type = 字段“{ $place }”的类型不对。
decisions-unknown-name = 字段“{ $place }”没有这种取值：{ $detail }
decisions-bad-day = 字段“{ $place }”不是有效的日期：{ $detail }
    .next = 请按 2022-12-31 的格式填写。
decisions-bad-year = 字段“{ $place }”不是有效的年份：{ $detail }
decisions-bad-hours = 字段“{ $place }”不是有效的学时：{ $detail }
    .next = 学时请写成文本，不小于 0，最多两位小数，例如 "12.5"。
decisions-unknown-territory = 没有这个属地的政策，无法判定。
    .next = 请核对属地代码，或联系自治区人社部门。
decisions-unknown-edition = 没有这个政策版本，无法判定。
    .next = 请核对版本编号；不填时按属地和申报日期选定。
decisions-unknown-category = 这个政策版本没有“{ $detail }”这个科目类别（{ $place }）。
    .next = 科目类别只有公需（public）和专业（professional）。

# server
server-cannot-listen = 无法监听 { $address }：{ $why }
    .next = 确认没有别的程序占用这个地址，或用 --listen 换一个。

# config
config-secret = 系统密钥不能用：{ $why }
    .next = 请按提示准备密钥文件后再启动。

# demo
demo-foreign-database = 这个文件夹里的数据库不是演示创建的，没有改动它。
    .next = 请用 --data 另选一个空文件夹。

# documents
documents-bad-fonts = 字体 { $path } 不能用：{ $reason }
    .next = 请换一个可用的字体文件夹后再启动。
documents-missing-glyph = 现有字体里没有“{ $character }”（{ $codepoint }）这个字，证件没有制作。
    .next = 请告诉管理员，装好含有这个字的字体后再办理。

# 表格
sheets-unreadable = 这个文件读不了：不是 xlsx 工作簿，也不是文本。
    .next = 请用表格软件打开，另存为 xlsx 或 csv 后再上传。
sheets-empty = 文件是空的。
    .next = 请检查是不是选错了文件。
sheets-old-or-locked = 这是旧格式（xls）或加了密码的工作簿，读不了。
    .next = 请去掉密码，另存为 xlsx 后再上传。
sheets-macros = 这个工作簿带有宏（程序），不能上传。
    .next = 请另存为不带宏的 xlsx 或 csv 后再上传。
sheets-too-large = 文件超过 { $most } MB。
    .next = 请删去图片和无关的工作表，或分成几份上传。
sheets-too-much-inside = 工作簿展开后超过 { $most } MB，没有读取。
    .next = 请把名单复制到新的工作簿，或另存为 csv 后再上传。
sheets-too-many-rows = 超过 { $most } 行。
    .next = 请分成几份上传。
sheets-too-many-columns = 第 { $row } 行有内容的列超过 { $most } 列。
    .next = 请删去名单以外的列。
sheets-too-many-merges = 合并单元格过多（超过 { $most } 处）。
    .next = 请取消合并单元格后再上传。
sheets-no-headings = 没有找到栏目行。至少要有这些栏目：{ $needed }。
    .next = 请用模板填写；栏目须在前 20 行以内。
sheets-double-heading = 栏目“{ $heading }”出现了两次（{ $columns } 列）。
    .next = 请删去一列。
sheets-missing-column = 缺少栏目：{ $headings }。
    .next = 请按模板补上。
sheets-cell-empty = 没有填写。
sheets-cell-too-long = 文字超过 { $most } 个字：{ $value }
sheets-cell-merged = 在合并单元格 { $area } 里，只算第一行的。请取消合并，逐行填写。
sheets-cell-failed = 公式出错：{ $value }
sheets-cell-bytes = 有乱码：{ $value }。请另存为 UTF-8 的 csv 或 xlsx。
sheets-cell-digits-lost = 号码按数字保存，后几位已经丢失：{ $value }。请把单元格设为文本，重新填写。
sheets-cell-no-day = “{ $value }”不是有效的日期，请写成 2022-09-01。
sheets-cell-no-year = “{ $value }”不是年份，请写成 2021。
sheets-cell-no-flag = “{ $value }”请改成“是”或“否”。
sheets-cell-no-hours = “{ $value }”不是学时数，请写成 12.5 这样的数字，至多两位小数。

# 名单
committee-no-file = 没有选择文件。
    .next = 请选择名单文件后再上传。
committee-unreadable-file = 这个文件读不了，可能已经损坏。
    .next = 请另存为 csv 后再上传。
batches-unknown-batch = 没有这份名单，或不属于您的评委会。
batches-not-checked = 名单还没有检查完，或已经停止，不能判定。
    .next = 请等检查完成，或重新上传。
batches-not-running = 名单已经完成，没有正在进行的工作。
batches-still-running = 名单正在处理，不能删除。
    .next = 请先停止，或等处理完成。
batches-not-done = 名单还没有判定完，没有结果可以下载。
    .next = 请等判定完成。
batches-erased = 名单里的人员资料和结果已经删除。
    .next = 需要时请重新上传名单。
batches-nothing-to-decide = 没有可以判定的行。
    .next = 请按提示改正后重新上传。
batches-cut-off-ahead = 学时截止日还没有到。
    .next = 请选择今天或以前的日期，或不填。
batches-too-many-running = 本地区已有 { $most } 份名单在处理。
    .next = 请等一份完成后再上传。
batches-no-rows = 名单里只有栏目，没有人员。
    .next = 请填写后再上传。
batches-bad-name = 姓名超过 { $most } 个字。
batches-unknown-purpose = 不认识“{ $value }”，请填：{ $known }。
batches-unknown-level = 不认识“{ $value }”，请填：{ $known }。
batches-unknown-degree = 不认识“{ $value }”，请填：{ $known }。
batches-unknown-sector = 不认识“{ $value }”，请填：{ $known }。
batches-double-row = 与第 { $row } 行重复：同一人申报同一事项。
batches-name-mismatch = 这个身份证号登记的是另一个姓名，请核对号码和姓名。
batches-other-territory = 此人不属于本评委会的地区。
batches-no-hours-given = 不在册，名单里也没有填写学时。请填各年度学时，没有填 0。
batches-no-edition = 没有适用于 { $year } 年的政策版本，请检查申报日期。

effects-not-a-draft = { $id } 不是草案。
  .next = 只有草案才计算影响；版本列表里标有“草案”的才是。
effects-nothing-before = 本地区在草案年度之前没有发布过政策，没有可对照的规则。
  .next = 先放入上一年度已发布的版本，再计算影响。
effects-wrong-year = 申报日期要在草案的年度 { $year } 年之内。
  .next = 选 { $year } 年的一天，或者留空。
effects-unknown-effect = 没有这次计算。
  .next = 从草案的页面进入；地址可能抄错了。
effects-draft-changed = 计算期间草案被改动，已停止计算。
  .next = 用新的草案重新开始。

# inspections
inspections-unknown-signal = 没有这条线索。
    .next = 请回到巡查线索页查看。
inspections-no-note = 请写明说明，最多 { $most } 字。
inspections-own-signal = 这条线索涉及您本人，不能由您记下结果。
    .next = 请由另一位巡查人员办理。
inspections-settled = 这条线索已经排除。
inspections-no-state = 请选择保留或排除。

# media
media-bad-address = 这个播放地址不是给您的，或者不完整。
    .next = 请从课时页面打开。播放地址因人而异，转发给别人无效。
media-expired-address = 这个播放地址已过有效期。
    .next = 请重新打开课时页面，会得到新的地址；已计的学习时间不受影响。

# house
house-disk-full = 服务器存储空间已满，这次没有保存。
    .next = 之前保存的都在。请稍后再试，并告知运维人员。
house-mail = 邮件服务器暂时连不上，稍后会再发。
house-file-store-away = 存放文件的服务器暂时连不上。
    .next = 已保存的不受影响，请稍后再试。

# uploads
uploads-unknown-upload = 没有这个上传。
uploads-gone = 这个上传已经结束或过期。
    .next = 请重新选择文件，从头上传。
uploads-too-large = 文件太大，最大 { $most } GB。
    .next = 请压缩视频，或把它拆成几节。
uploads-too-many = 本基地已有 { $most } 个文件在上传。
    .next = 请先传完，或取消不需要的上传。
uploads-wrong-offset = 这一段应从第 { $received } 字节接着传，收到的是第 { $offset } 字节。
    .next = 请先查询已收到多少，再接着传；已确认的部分不会丢失。
uploads-being-written = 这个文件正由另一个窗口或设备上传。
    .next = 请在那边继续，或等它停下来再试。
uploads-past-end = 收到的比文件的大小还多。
    .next = 请重新选择文件，从头上传。
uploads-bad-metadata = 关于文件的说明（Upload-Metadata）格式不对。
uploads-disk-full = 服务器存储空间已满，上传暂停了。
    .next = 已确认的部分不会丢失，有空间以后可接着传。请告知运维人员。
uploads-not-whole = 文件还没有传完，已收到 { $percent }%。
    .next = 请接着传完再使用。
uploads-taken = 这个文件已经在使用。

# tus
tus-version = 请求没有说明 tus 协议版本，或版本不是 1.0.0。
tus-not-octets = 文件内容要以 application/offset+octet-stream 发送。
tus-bad-header = 请求头 { $header } 缺失或格式不对。
tus-length-later = 开始上传时就要说明文件大小。
tus-unknown-algorithm = 不支持这种校验算法，支持的有：{ $known }。
tus-checksum-differs = 收到的内容与校验值不符，这一段没有保存。
    .next = 请重新发送这一段。
tus-cut = 连接中断，这一段没有收完。
    .next = 已收到的部分不会丢失，请接着传。

# catalogue: courses in the making
catalogue-not-offered = 这门课程已下架，或已有新版本。
    .next = 请在课程列表里选现在开放的版本；已经开通的可以照常学完。
catalogue-unknown-draft = 没有这份课程草稿。
catalogue-draft-closed = 这份草稿已提交、发布或放弃，现在不能改。
    .next = 已提交的可以先撤回；已发布的请制作新版本。
catalogue-not-submitted = 这门课程现在不在待审核状态。
    .next = 请刷新页面查看最新状态。
catalogue-not-ready = 课程还有须先补上的内容。
    .next = 请看“审核要看的”里标为“须先补上”的各条。
catalogue-version-in-the-making = 这门课程的新版本已在制作中。
    .next = 请在“课程制作”里继续那一份。
catalogue-bad-draft = 这一项没有填、太长，或不在允许的范围内。
catalogue-bad-draft-question = 题目没有写全：需要题干、两到四个不同的选项、勾选正确选项；随堂提问还要填课时之内的时刻。
catalogue-question-twice = 已有同样的题目。
catalogue-too-many-draft-questions = 题目太多，一门课程最多 { $most } 题。
catalogue-too-many-lessons = 课时太多，一门课程最多 { $most } 个。
catalogue-words-missing = 退回时要写明需要修改什么，最多 500 个字。
catalogue-file-empty = 文件是空的。
    .next = 请重新导出后再上传。
catalogue-file-unreadable = 文件打不开：不是视频、音频，或已损坏、不完整。
    .next = 请先在自己的电脑上确认能播放，再重新上传。
catalogue-file-cut = 视频不完整：后面一段缺失。
    .next = 请用完整的原文件重新上传。
catalogue-file-too-slow = 检查这个文件用时太久。
    .next = 请把它转成 MP4（H.264 + AAC）再上传。
catalogue-no-length = 文件里没有写明时长。
    .next = 请重新导出为 MP4（H.264 + AAC）再上传。
catalogue-unplayable = 浏览器不能播放这种文件（{ $codecs }，{ $container }）。
    .next = 请转成 MP4（H.264 + AAC，8 位）或 WebM（VP9 / AV1 + Opus）再上传。
catalogue-pdf-unreadable = PDF 打不开，或不是 PDF。
    .next = 请重新导出 PDF 再上传。
catalogue-pdf-locked = PDF 设有密码。
    .next = 请去掉密码再上传。
catalogue-captions-invalid = 字幕第 { $line } 行有误，或不是 UTF-8 编码的 WebVTT 文件。
    .next = 请导出为 WebVTT（.vtt，第一行是 WEBVTT）再上传；SRT 文件要先转换。
catalogue-no-prober = 服务器没有安装 { $program }，文件先等着，没有丢失。
    .next = 请运维人员安装后，会自动继续检查。
catalogue-bad-name = 没有“{ $value }”这种说法。
uploads-bad-state = 没有“{ $value }”这种上传状态。

# queues
queues-unknown-item = 这件事不在待办里，可能已经办结。
    .next = 请返回待办列表，查看最新情况。
queues-taken-already = 这件事已由另一位工作人员领办。
    .next = 请选别的事项，或请对方放回。
queues-bad-matter = 没有“{ $value }”这一类待办。

# messages
messages-bad-mail = 邮箱地址不对，例如 name@example.cn。
messages-no-phone = 您还没有登记手机，不能发短信提醒。
    .next = 先在“我的资料”里登记手机。
messages-wrong-code = 验证码不对，或已经过期。请核对，或重新发送。
messages-code-too-soon = 验证码刚刚发过，{ $seconds } 秒后可以重新发送。

# evidence
evidence-unknown = 没有这份材料。
evidence-erased = 这份材料已过保存期限，按规定删除了，只留下收到和删除的时间。
evidence-empty = 文件里没有内容。
    .next = 请重新选择文件。
evidence-too-large = 文件太大，每份最大 { $most } MB。
    .next = 请拍照时降低分辨率，或把 PDF 分成几份再上传。
evidence-wrong-kind = 这不是 PDF、JPG 或 PNG 文件（按内容判断，改文件名没有用）。
    .next = 请拍照上传，或把材料另存为 PDF。
evidence-unreadable = 文件打不开，可能不完整或已损坏。
    .next = 请重新拍照，或重新导出后再上传。
evidence-too-many-dots = 图片太大，最多 { $most }00 万像素。
    .next = 请缩小图片，或用手机截图后再上传。
evidence-polyglot = 文件里夹带了图片或文档以外的内容。
    .next = 请打开图片截图，或重新另存为 PDF 后再上传。
evidence-active-pdf = PDF 里有脚本、附件或会自动运行的内容（{ $name }）。
    .next = 请用“打印为 PDF”另存一份，或拍照上传。
evidence-locked-pdf = PDF 加了密。
    .next = 请去掉密码，或用“打印为 PDF”另存一份再上传。
evidence-no-preview = 这份材料没有预览图。
    .next = 请下载后查看。
evidence-bad-kind = 没有“{ $value }”这种材料。

# facts
facts-unknown-fact = 没有这项认定，或者它不属于您。
facts-bad-value = 请从列出的选项里选择，或填写 1 至 50 个字。
facts-bad-kind = 没有“{ $value }”这一类事实。
facts-bad-days = 日期不对：开始日期不能晚于今天，结束日期不能早于开始日期、也不能晚于今天。
facts-no-words = 请写明理由或说明，1 至 { $most } 个字。
facts-no-evidence = 请附上证明材料。
facts-asked-already = 同样的申请正在办理，不用重复提交。
facts-too-many = 在办的申请已有 { $most } 件，请等办结后再提交。
facts-settled = 这件申请已经办结，或者已被撤回。
    .next = 请刷新页面，查看最新状态。
facts-not-confirmed = 这件申请没有认定，不能终止或撤销。
facts-own-fact = 自己的申请不能由自己办理。
    .next = 请由另一位工作人员办理。
facts-not-yet-yours = 所在单位还在答复期内，逾期后才转人社部门。
    .next = 请等单位答复；到期未答复的会自动转来。
facts-take-first = 这份证明只给领办的工作人员看。
    .next = 请先点“由我办理”。
facts-no-decision = 请选择意见。

# inbox
inbox-not-your-desk = 这个岗位的待办不由您办理。
inbox-not-together = 这类事项要逐件打开办理。
    .next = 请点开事项，在它的页面上办理。
inbox-no-answer = 请选择意见。

# registers
registers-nobody = 没有这种情形的人员，没有发送提醒。

# claims
claims-unknown = 没有这份申报，或者它不属于您。
claims-unknown-kind = 没有“{ $kind }”这一类折算。
    .next = 请回到“学时折算”重新选择。
claims-unknown-year = 现行通知没有规定 { $year } 年度的学时。
    .next = 请选择列出的年度。
claims-other-year = 活动不在 { $year } 年，不能计入 { $year } 年度。
    .next = 请选择活动所在的年度，或核对日期。
claims-missing = 这一项必须填写。
claims-too-long = 太长了，最多 { $most } 个字。
claims-bad-days = 日期不对：结束不能早于开始，也不能晚于今天，前后不超过一年。
claims-bad-quantity = 数量应大于 0，最多 { $most }。
claims-bad-needed-by = 需要的日期应在今天以后、两年以内。
claims-cap-used = 这一类每年最多折算 { $most } 学时，本年度已折算 { $already } 学时。
    .next = 可以申报其他类别，或计入别的年度。
claims-claimed-already = “{ $title }”已经申报过，同一活动只能申报一次。
    .next = 请在“学时折算”里查看那份申报。
claims-too-many-open = 同时办理的申报最多 { $most } 份。
    .next = 请等前面的办结，或撤回不需要的。
claims-not-draft = 申报已经提交，不能再改。
    .next = 需要改的，可以撤回后重新申报。
claims-no-files = 还没有上传证明材料。
    .next = 请至少上传一份，再提交。
claims-too-many-files = 最多上传 { $most } 份材料。
    .next = 请删除不需要的，或合并成一个 PDF。
claims-unknown-file = 这份申报里没有这份材料。
claims-not-yours = 这份申报现在不由您办理。
    .next = 请刷新页面，查看它在谁那里。
claims-decided = 这份申报已经办结，不能再改。
    .next = 不同意结果的，可以在期限内申诉。
claims-own-claim = 本人的申报不能由本人办理。
    .next = 请由其他工作人员办理。
claims-same-officer = 原来由您办理的，须由另一名工作人员决定。
claims-no-reason = 请写明理由，最多 { $most } 个字。
claims-bad-grant = 学时应多于 { $least }，最多 { $most }；“视同完成”不能只同意一部分。
claims-no-appeal = 不能申诉：只能对不同意或部分同意的决定、在期限内申诉一次。
claims-not-deemed = 这份申报没有“视同完成”可以撤销。
    .next = 已记入账本的学时，请在账本记录上提出撤销。
claims-not-proposed = 还没有人提出撤销。
claims-bad-status = 没有“{ $value }”这种办理状态。
claims-no-decision = 请选择一项决定。

# privacy
identity-not-agreed = 请先阅读《个人信息处理说明》并勾选同意。
identity-nobody-found = 本属地没有这个身份证号的人员。
    .next = 请核对号码；如果属于其他属地，请联系当地人社部门。
privacy-export-running = 文件正在准备，请稍候。
privacy-export-too-soon = 刚刚准备过一份，{ $minutes } 分钟后可以再次准备。
privacy-no-export = 没有这份文件，或者已经删除。
    .next = 请在“我的信息”里重新准备一份。
privacy-no-erasure = 没有这份注销申请。
privacy-still-open = 还有事情没有办完，现在不能注销。
    .next = 请先办完页面上列出的事情。
privacy-not-understood = 请先勾选：知道删除后不能恢复。
privacy-asked-already = 您已经提出注销申请，正在办理。
privacy-not-waiting = 这份申请已经办结或撤回。
privacy-same-officer = 您已经同意过，须由另一位经办人员办理。
privacy-own-erasure = 不能办理自己的注销申请。
privacy-no-reason = 请写明不同意的理由。

# records
records-nobody = 没有给出要查的人。
records-too-many = 一次最多查 { $most } 人。
records-day-ahead = 截止日期不能在今天之后。
records-no-numbers = 名单里没有“身份证号”一列。
records-no-list = 请选择一份名单。


# registers
claims-fact-missing = 这类折算只限已认定相应身份的人员，申报人还没有这项认定。
    .next = 请申报人先申请事实认定，认定后再同意。

# earlier
earlier-unknown-list = 没有这份名单。
earlier-no-rows = 名单里没有数据行。
earlier-same-file = 这份文件已经上传过。
earlier-too-many-running = 正在处理的名单已有 { $most } 份，请稍后再传。
earlier-not-checked = 这份名单现在不能这样办理：还没有检查完，或者已经结束。
earlier-faulty-rows = 还有 { $rows } 行要改正，整份都不能导入。
earlier-same-officer = 名单由您上传，须由另一名工作人员确认。
earlier-own-hours = 不能办理本人的学时。
earlier-unknown-person = 系统里没有这个身份证号的人。
earlier-name-mismatch = 姓名与身份证号不符。
earlier-other-territory = 此人不属于本属地。
earlier-unknown-year = 现行通知没有规定 { $year } 年度的学时。
earlier-bad-hours = 学时应大于 0，最多 { $most }。
earlier-no-origin = 必须填写，最多 { $most } 个字。
earlier-twice-in-list = 与第 { $row } 行是同一份证明。
earlier-posted-already = 这份证明的学时已经记入账本。
earlier-hours-there = 账本里该年度该科目已有 { $hours } 学时，请核对是不是同一笔。
earlier-unknown-category = 应填“公需”或“专业”。
earlier-unknown-request = 没有这份申请，或者它不属于您。
earlier-asked-already = 这份证明已经申请过。
earlier-decided = 这份申请已经办结或撤回。
earlier-no-words = 请写明情况，最多 { $most } 个字。
earlier-bad-needed-by = 需要的日期应在今天以后、两年以内。
earlier-bad-state = 没有“{ $value }”这种状态。

# Standing in.
covers-not-held = 这个岗位不是本人在任的，或不能请人代办。
    .next = 请从列表中选择岗位。
covers-nobody-found = 没有这个号码与姓名都相符的人员。
    .next = 请核对代办人的手机号或身份证号，以及姓名。
covers-oneself = 代办人不能是本人。
    .next = 请填写另一位同事。
covers-no-colleague = 这位人员不在同一部门、单位或基地任职，不能代办。
    .next = 请填写同一部门、单位或基地的在岗同事。
covers-bad-days = 日期不对：开始不能早于今天，结束不能早于开始。
    .next = 请重新选择日期。
covers-too-long = 一次最长 { $most } 天。
    .next = 请缩短日期；到期后可以再安排。
covers-covered-already = 这位同事在其中几天已经代办这个岗位。
    .next = 请先结束原来的安排，或换开日期。
covers-no-reason = 请写明事由，最多 { $most } 字。
    .next = 例如：年休假。
identity-unknown-cover = 没有这项代办安排。
    .next = 请回到“请假代办”查看。
