//! The words in which messages go out: the same as on the page.

use domain::seams::{Mail, Told, ToldSection, Wording};
use kernel::Instant;

use super::said;
use crate::privacy::export_page;
use crate::words::Locale;

/// Words of the site behind the domain's seam.
#[derive(Clone, Copy, Debug, Default)]
pub struct SiteWording;

/// Most messages that a mail tells whole.
const MAIL_WHOLE: usize = 10;

/// Where the box is, and where to change what is sent.
const BOX: &str = "/messages";
const WISHES: &str = "/account/messages";

impl Wording for SiteWording {
    fn text(&self, language: &str, told: &[Told], address: &str) -> String {
        let locale = of(language);
        let Some(first) = told.first() else {
            return String::new();
        };
        let what = said(locale, &first.kind, &first.details).what;
        let (count, address) = (told.len().to_string(), format!("{address}{BOX}"));
        let values = [
            ("what", what.as_str()),
            ("count", &count),
            ("address", &address),
        ];
        let key = if told.len() == 1 {
            "text-one"
        } else {
            "text-many"
        };
        locale.ta(key, &values)
    }

    fn mail(&self, language: &str, name: &str, told: &[Told], address: &str) -> Mail {
        let locale = of(language);
        let mut parts = vec![locale.ta("mail-hello", &[("name", name)])];
        for one in told.iter().take(MAIL_WHOLE) {
            let words = said(locale, &one.kind, &one.details);
            parts.push(format!(
                "{}\n{}\n{address}{}",
                words.what, words.todo, one.link
            ));
        }
        let more = told.len().saturating_sub(MAIL_WHOLE);
        if more > 0 {
            let (count, box_) = (more.to_string(), format!("{address}{BOX}"));
            parts.push(locale.ta("mail-more", &[("count", &count), ("address", &box_)]));
        }
        let wishes = format!("{address}{WISHES}");
        parts.push(format!(
            "—\n{}",
            locale.ta("mail-why", &[("address", &wishes)])
        ));
        let count = told.len().to_string();
        let key = if told.len() == 1 {
            "mail-subject-one"
        } else {
            "mail-subject-many"
        };
        Mail {
            to: String::new(),
            subject: locale.ta(key, &[("count", &count)]),
            text: parts.join("\n\n"),
        }
    }

    fn export(&self, language: &str, name: &str, at: Instant, told: &[ToldSection<'_>]) -> String {
        export_page(of(language), name, at, told)
    }

    fn code(&self, language: &str, code: &str, minutes: u64) -> Mail {
        let locale = of(language);
        let minutes = minutes.to_string();
        Mail {
            to: String::new(),
            subject: locale.t("mail-code-subject"),
            text: locale.ta(
                "mail-code-text",
                &[("code", code), ("minutes", minutes.as_str())],
            ),
        }
    }
}

fn of(language: &str) -> Locale {
    Locale::of_tag(language).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn told(course: &str) -> Told {
        Told {
            kind: "certificates-issued".into(),
            details: BTreeMap::from([("course".into(), course.into())]),
            link: "/certificates".into(),
        }
    }

    #[test]
    fn a_text_names_the_first_thing_and_counts_the_others() {
        let address = "https://xueshi.example";
        let one = SiteWording.text("zh-CN", &[told("档案管理")], address);
        assert_eq!(
            one,
            "【学时】《档案管理》的培训合格证书已经发放。查看：https://xueshi.example/messages"
        );
        let three = [told("档案管理"), told("二"), told("三")];
        let three = SiteWording.text("zh-CN", &three, address);
        assert!(
            three.contains("3 条") && three.contains("《档案管理》"),
            "{three}"
        );
        assert!(!three.contains("《二》"), "{three}");
        assert!(
            SiteWording
                .text("en", &[told("x")], address)
                .contains("issued")
        );
    }

    #[test]
    fn a_mail_says_what_to_do_and_how_to_end_it() {
        let many: Vec<Told> = (0..12).map(|n| told(&format!("课{n}"))).collect();
        let mail = SiteWording.mail("zh-CN", "乌日娜", &many, "https://xueshi.example");
        assert_eq!(mail.subject, "学时：您有 12 条新消息");
        for part in [
            "乌日娜，您好：",
            "《课9》",
            "https://xueshi.example/certificates",
            "另有 2 条",
            "https://xueshi.example/account/messages",
        ] {
            assert!(mail.text.contains(part), "{part}: {}", mail.text);
        }
        assert!(!mail.text.contains("《课10》"));
    }

    #[test]
    fn a_code_stays_as_written() {
        let mail = SiteWording.code("zh-CN", "012345", 10);
        assert!(
            mail.text.contains("验证码 012345，10 分钟"),
            "{}",
            mail.text
        );
    }
}
