//! The file of an export: a page to read, the same as data, and documents as they were issued.

use std::io::{Cursor, Write as _};

use kernel::{Fault, Outcome};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::export::{Paper, Section};

/// Writes it, aside: compressing takes a moment. Same contents, same bytes.
pub(super) async fn zip(sections: &[Section], page: &str, papers: Vec<Paper>) -> Outcome<Vec<u8>> {
    let data = serde_json::to_vec_pretty(&serde_json::Value::Object(
        sections
            .iter()
            .map(|section| (section.name.clone(), section.as_data()))
            .collect(),
    ))
    .map_err(broken)?;
    let mut files = vec![
        ("index.html".to_owned(), page.as_bytes().to_vec()),
        ("data.json".to_owned(), data),
    ];
    files.extend(
        papers
            .into_iter()
            .map(|paper| (format!("documents/{}.pdf", paper.number), paper.bytes)),
    );
    tokio::task::spawn_blocking(move || write(&files))
        .await
        .map_err(broken)?
}

fn write(files: &[(String, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options).map_err(broken)?;
        writer.write_all(bytes).map_err(broken)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(broken)
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::internal("privacy.archive", error)
}
