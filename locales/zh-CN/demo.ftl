demo-people = 演示账号
demo-people-words = 都是虚构人物。点一下即可登录。
demo-outbox = 短信发件箱
demo-outbox-see = 查看演示短信
demo-outbox-words = 演示不会真的发短信，内容显示在这里。
demo-outbox-empty = 还没有短信。
demo-outbox-empty-words = 发送验证码后几秒钟刷新本页。
