//! Files that prove something: what is taken, what is refused, and who finds the same one again.

use std::time::Duration;

use domain::evidence::{self, Evidence, FileGiven, FileKind};
use domain::testing::papers::{certificate, document, document_of, encoded, paper};
use domain::testing::{Cast, World};
use domain::{Op, audit};
use image::ImageFormat;
use image::imageops::FilterType;
use kernel::Outcome;

async fn give(op: &mut Op, world: &World, name: &str, bytes: Vec<u8>) -> Outcome<Evidence> {
    let owner = Cast::id(&world.cast.learner);
    let name = name.to_owned();
    evidence::keep(op, &owner, FileGiven { name, bytes }).await
}

/// The code with which a file is refused.
async fn refused(op: &mut Op, world: &World, bytes: Vec<u8>) -> &'static str {
    match give(op, world, "证书.pdf", bytes).await {
        Ok(kept) => panic!("taken as {:?}", kept.kind),
        Err(fault) => fault.code(),
    }
}

#[tokio::test]
async fn a_file_is_kept_sealed_and_given_back_to_the_byte() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.learner).await;
        for (name, bytes, kind, shown) in [
            (
                "结业证书.exe",
                paper(1).bytes,
                FileKind::Png,
                "结业证书.png",
            ),
            (
                "a/b/照片",
                encoded(&certificate(2), ImageFormat::Jpeg),
                FileKind::Jpeg,
                "照片.jpg",
            ),
            ("通知.PDF", document(""), FileKind::Pdf, "通知.pdf"),
        ] {
            let kept = give(&mut op, &world, name, bytes.clone()).await.unwrap();
            assert_eq!((kept.kind, kept.name.as_str()), (kind, shown));
            assert_eq!(evidence::open(&mut op, &kept.id).await.unwrap(), bytes);
            let key = format!("evidence/{}", kept.id);
            let stored = world.house.files.get(&key).await.unwrap();
            assert!(stored.len() > bytes.len() && !stored.starts_with(&bytes[..8]));
            let drawn = evidence::preview(&mut op, &kept.id).await.unwrap();
            assert!(
                kept.drawn && drawn.starts_with(b"\x89PNG"),
                "{name} is drawn"
            );
        }
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn whoever_else_opens_it_leaves_a_line_that_its_owner_sees() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.op(&world.cast.learner).await;
        let kept = evidence::keep(&mut op, &learner, paper(1)).await.unwrap();
        evidence::open(&mut op, &kept.id).await.unwrap();
        evidence::preview(&mut op, &kept.id).await.unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.officer).await;
        let opened = |lines: &[domain::AuditLine]| {
            let lines = lines
                .iter()
                .map(|line| (line.action.clone(), line.actor.clone()));
            lines
                .filter(|(action, _)| action.starts_with("evidence."))
                .collect::<Vec<_>>()
        };
        let before = audit::list_about(&mut op, &learner, 20).await.unwrap();
        assert!(opened(&before).is_empty(), "her own looking leaves none");
        evidence::preview(&mut op, &kept.id).await.unwrap();
        evidence::open(&mut op, &kept.id).await.unwrap();
        let lines = audit::list_about(&mut op, &learner, 20).await.unwrap();
        let officer = Some("官员甲".to_owned());
        assert_eq!(
            opened(&lines),
            [
                ("evidence.opened".to_owned(), officer.clone()),
                ("evidence.looked_at".to_owned(), officer)
            ]
        );
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn the_same_bytes_and_the_same_picture_are_found_of_anybody() {
    for world in World::on_each().await {
        let (learner, other) = (
            Cast::id(&world.cast.learner),
            Cast::id(&world.cast.other_learner),
        );
        let mut op = world.system().await;
        let first = evidence::keep(&mut op, &learner, paper(1)).await.unwrap();
        // Another name on the same form, and the first once more: as it is, and photographed anew.
        let stranger = evidence::keep(&mut op, &other, paper(2)).await.unwrap();
        let same = evidence::keep(&mut op, &other, paper(1)).await.unwrap();
        let smaller = certificate(1).resize_exact(210, 150, FilterType::Triangle);
        let smaller = FileGiven {
            name: "翻拍.jpg".into(),
            bytes: encoded(&smaller, ImageFormat::Jpeg),
        };
        let smaller = evidence::keep(&mut op, &other, smaller).await.unwrap();
        let ids = |found: Vec<Evidence>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
        let alike = ids(evidence::alike(&mut op, &first.id).await.unwrap());
        assert_eq!(alike, [smaller.id.clone(), same.id.clone()]);
        let alike = ids(evidence::alike(&mut op, &smaller.id).await.unwrap());
        assert_eq!(alike, [same.id.clone(), first.id.clone()]);
        assert!(
            evidence::alike(&mut op, &stranger.id)
                .await
                .unwrap()
                .is_empty()
        );
        // An erased file is known again by its bytes, not by its looks.
        evidence::erase(&mut op, &first.id).await.unwrap();
        assert_eq!(
            ids(evidence::alike(&mut op, &same.id).await.unwrap()),
            [smaller.id, first.id]
        );
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_is_decided_is_erased_when_the_time_for_disputes_is_over() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.system().await;
        let mut kept = Vec::new();
        for name in 1..=3 {
            kept.push(
                evidence::keep(&mut op, &learner, paper(name))
                    .await
                    .unwrap()
                    .id,
            );
        }
        evidence::settle(&mut op, &kept[0]).await.unwrap();
        evidence::settle(&mut op, &kept[1]).await.unwrap();
        evidence::hold(&mut op, &kept[1]).await.unwrap();
        op.commit().await.unwrap();
        let almost = Duration::from_secs(1);
        let kept_for = world.house.settings.evidence_kept_for;
        world.advance(kept_for.checked_sub(almost).unwrap());
        let mut op = world.system().await;
        assert_eq!(evidence::erase_due(&mut op).await.unwrap(), 0);
        op.commit().await.unwrap();
        world.advance(Duration::from_secs(1));
        let mut op = world.system().await;
        assert_eq!(evidence::erase_due(&mut op).await.unwrap(), 1);
        evidence::erase(&mut op, &kept[0]).await.unwrap();
        let erased = evidence::get(&mut op, &kept[0]).await.unwrap();
        assert!(erased.erased_at.is_some() && erased.name.is_empty() && !erased.drawn);
        for refused in [
            evidence::open(&mut op, &kept[0]).await.unwrap_err(),
            evidence::preview(&mut op, &kept[0]).await.unwrap_err(),
        ] {
            assert_eq!(refused.code(), "evidence.erased");
        }
        let key = format!("evidence/{}", kept[0]);
        assert_eq!(world.house.files.head(&key).await.unwrap(), None);
        assert_eq!(
            world
                .house
                .files
                .head(&format!("{key}.drawing"))
                .await
                .unwrap(),
            None
        );
        // What is disputed or not decided stays.
        assert!(evidence::open(&mut op, &kept[1]).await.is_ok());
        assert!(evidence::open(&mut op, &kept[2]).await.is_ok());
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn pictures_with_something_else_in_or_behind_them_are_refused() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    let png = encoded(&certificate(1), ImageFormat::Png);
    let jpeg = encoded(&certificate(1), ImageFormat::Jpeg);
    let with = |bytes: &[u8], behind: &[u8]| [bytes, behind].concat();
    for picture in [&png, &jpeg] {
        let archive = with(b"PK\x03\x04content", b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        for behind in [
            vec![0; 300],
            archive,
            b"<script>alert(1)</script>".to_vec(),
            b"\n<?php system($_GET[0]);".to_vec(),
            document(""),
        ] {
            let code = refused(&mut op, &world, with(picture, &behind)).await;
            assert_eq!(code, "evidence.polyglot");
        }
        // A few bytes that a camera leaves are no harm.
        assert!(
            give(&mut op, &world, "a", with(picture, &[0; 16]))
                .await
                .is_ok()
        );
        // Cut off in the middle.
        let half = picture[..picture.len() / 2].to_vec();
        assert_eq!(refused(&mut op, &world, half).await, "evidence.unreadable");
    }
    // Markup in a comment, where a browser that guesses would find it.
    let markup = b"<html><script>alert(1)</script>";
    let length = u16::try_from(markup.len() + 2).unwrap().to_be_bytes();
    let comment = [&[0xff, 0xfe][..], &length, markup].concat();
    let inside = [&jpeg[..2], &comment, &jpeg[2..]].concat();
    assert_eq!(refused(&mut op, &world, inside).await, "evidence.polyglot");
    // A head that says png before a body that is none.
    let lie = with(&png[..8], &jpeg);
    assert_eq!(refused(&mut op, &world, lie).await, "evidence.unreadable");
}

#[tokio::test]
async fn a_picture_of_a_hundred_million_dots_is_refused_quickly() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    // 10,000 × 10,000 dots of nothing, packed into less than the limit of a file.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let line = vec![0; 10_001];
    for _ in 0..10_000 {
        std::io::Write::write_all(&mut packed, &line).unwrap();
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let side = 10_000_u32.to_be_bytes();
    let head = [&side[..], &side, &[8, 0, 0, 0, 0]].concat();
    let packed = packed.finish().unwrap();
    for (name, content) in [
        (&b"IHDR"[..], &head),
        (b"IDAT", &packed),
        (b"IEND", &Vec::new()),
    ] {
        let mut sum = flate2::Crc::new();
        sum.update(&[name, content].concat());
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend([name, content].concat());
        bytes.extend(sum.sum().to_be_bytes());
    }
    assert!(bytes.len() < evidence::BYTES_MAX);
    let asked = tokio::time::timeout(Duration::from_secs(5), refused(&mut op, &world, bytes));
    assert_eq!(asked.await.unwrap(), "evidence.too_many_dots");
}

#[tokio::test]
async fn pdfs_that_act_or_hide_something_are_refused() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    for entries in [
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>",
        "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>",
        "/OpenAction << /S /Launch /F (cmd.exe) >>",
        "/OpenAction << /S /URI /URI (http://127.0.0.1/) >>",
        "/AcroForm << /XFA 5 0 R >>",
        "/Annots [ << /Subtype /RichMedia >> ]",
    ] {
        let code = refused(&mut op, &world, document(entries)).await;
        assert_eq!(code, "evidence.active_pdf", "{entries}");
    }
    let locked = document("/Encrypt << /Filter /Standard >>");
    assert_eq!(
        refused(&mut op, &world, locked).await,
        "evidence.locked_pdf"
    );
    // Opened at a page, with a link on it: nothing acts.
    let honest = document("/OpenAction [3 0 R /Fit] /A << /S /URI /URI (https://example.cn) >>");
    assert!(give(&mut op, &world, "a.pdf", honest).await.is_ok());
    // What acts is packed into a stream of objects.
    let pack = |text: &str| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut packed, text.as_bytes()).unwrap();
        packed.finish().unwrap()
    };
    let stream = |entries: &str, body: &[u8]| {
        let head = format!("5 0 obj\n<< /Type /ObjStm /N 1 /First 4 {entries} >>\nstream\n");
        [head.as_bytes(), body, b"\nendstream\nendobj\n"].concat()
    };
    let acts = pack("6 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>");
    let hidden = stream("/Filter /FlateDecode", &acts);
    let code = refused(&mut op, &world, document_of("", &[&hidden])).await;
    assert_eq!(code, "evidence.active_pdf");
    // … or packed so that nobody here can look, or into gigabytes.
    let unknown = stream("/Filter [/ASCIIHexDecode /FlateDecode]", &acts);
    let code = refused(&mut op, &world, document_of("", &[&unknown])).await;
    assert_eq!(code, "evidence.unreadable");
    let bomb = stream("/Filter /FlateDecode", &pack(&" ".repeat(64 * 1024 * 1024)));
    let code = refused(&mut op, &world, document_of("", &[&bomb])).await;
    assert_eq!(code, "evidence.unreadable");
    let nested =
        b"5 0 obj\n<< /Length 40 >>\nstream\n9 0 obj << /JS (x) >> endobj\nendstream\nendobj\n";
    let code = refused(&mut op, &world, document_of("", &[nested])).await;
    assert_eq!(code, "evidence.unreadable");
}

#[tokio::test]
async fn pdfs_with_something_before_or_behind_them_are_refused() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    let pdf = document("");
    for (bytes, code) in [
        ([b"\n", pdf.as_slice()].concat(), "evidence.wrong_kind"),
        ([b"<html>", pdf.as_slice()].concat(), "evidence.wrong_kind"),
        (
            [pdf.as_slice(), b"<script>alert(1)</script>"].concat(),
            "evidence.polyglot",
        ),
        ([pdf.as_slice(), &pdf].concat(), "evidence.polyglot"),
        (
            [pdf.as_slice(), b"PK\x05\x06\0\0\0\0 %%EOF"].concat(),
            "evidence.polyglot",
        ),
        (
            document("/Title (<script>alert\\(1\\)</script>)"),
            "evidence.polyglot",
        ),
        (pdf[..pdf.len() - 10].to_vec(), "evidence.unreadable"),
        (
            b"%PDF-1.7\njust words\n%%EOF".to_vec(),
            "evidence.unreadable",
        ),
    ] {
        assert_eq!(refused(&mut op, &world, bytes).await, code);
    }
}

#[tokio::test]
async fn a_document_has_no_preview_where_nothing_can_draw_it() {
    let worlds = World::each_with_settings(|settings| {
        settings.pdftoppm = "no-such-program".into();
    });
    for world in worlds.await {
        let mut op = world.op(&world.cast.learner).await;
        let kept = give(&mut op, &world, "a.pdf", document("")).await.unwrap();
        let refused = evidence::preview(&mut op, &kept.id).await.unwrap_err();
        assert_eq!(refused.code(), "evidence.no_preview");
        assert!(evidence::open(&mut op, &kept.id).await.is_ok());
        op.commit().await.unwrap();
    }
}
