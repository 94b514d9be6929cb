//! What a file is: asked of ffprobe and pdfinfo, in processes of their own with a limit of time,
//! never parsed here. The judgement over what they say is pure: what browsers cannot play is
//! refused, in words that say what to do.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use kernel::{Fault, Outcome};
use serde::Deserialize;
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;

use super::model::Found;
use crate::catalogue::{Error, MediaKind};

/// How long a program may take: it reads all of a film of many gigabytes once.
const TIME_MAX: Duration = Duration::from_mins(10);
/// Most that is read of what a program says, in bytes.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;
/// Containers that ffprobe may open: none that names further files or addresses.
const CONTAINERS: &str = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,wav,flac,avi,mpegts,flv,\
                          asf,aac,mpeg,rm";

/// What came of asking a program.
enum Said {
    /// It ended well, with this.
    Well(String),
    /// It ended with a complaint.
    Ill,
    /// It is not installed.
    Missing,
}

/// What a file is. `catalogue.no_prober` when the program that could tell is not installed; any
/// other refusal is about the file.
pub(super) async fn look(ffprobe: &str, pdfinfo: &str, path: &Path, name: &str) -> Outcome<Found> {
    let mut start = Vec::new();
    let file = tokio::fs::File::open(path).await.map_err(gone)?;
    file.take(8).read_to_end(&mut start).await.map_err(gone)?;
    if start.is_empty() {
        return Err(Error::FileEmpty.into());
    }
    if start.starts_with(b"%PDF-") {
        return document(pdfinfo, path).await;
    }
    if name.to_lowercase().ends_with(".pdf") {
        return Err(Error::PdfUnreadable.into());
    }
    film(ffprobe, path).await
}

async fn film(ffprobe: &str, path: &Path) -> Outcome<Found> {
    let mut program = Command::new(ffprobe);
    program.args([
        "-v",
        "error",
        "-print_format",
        "json",
        "-show_format",
        "-show_streams",
    ]);
    // Counting packets reads the whole: a film that was cut off shows here.
    program.args(["-count_packets", "-protocol_whitelist", "file"]);
    program.args(["-format_whitelist", CONTAINERS, "-i"]);
    program.arg(format!("file:{}", path.display()));
    match run(program).await? {
        Said::Missing => Err(Error::NoProber.fault().with("program", "ffprobe")),
        Said::Ill => Err(Error::FileUnreadable.into()),
        Said::Well(text) => {
            let probed = serde_json::from_str(&text).map_err(|_| Error::FileUnreadable.fault())?;
            judge(&probed)
        }
    }
}

async fn document(pdfinfo: &str, path: &Path) -> Outcome<Found> {
    let mut program = Command::new(pdfinfo);
    program.arg(path);
    let text = match run(program).await? {
        Said::Missing => return Err(Error::NoProber.fault().with("program", "pdfinfo")),
        Said::Ill => return Err(Error::PdfUnreadable.into()),
        Said::Well(text) => text,
    };
    let says = |key: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(':'));
        lines
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.trim().to_owned())
    };
    if says("Encrypted").is_some_and(|value| value.starts_with("yes")) {
        return Err(Error::PdfLocked.into());
    }
    let pages = says("Pages").and_then(|pages| pages.parse().ok());
    let pages = pages.filter(|pages: &i64| *pages > 0);
    Ok(Found {
        kind: MediaKind::Document,
        mime: "application/pdf".into(),
        length_ms: None,
        pages: Some(pages.ok_or(Error::PdfUnreadable)?),
        codecs: format!("PDF {}", says("PDF version").unwrap_or_default()),
    })
}

async fn run(mut program: Command) -> Outcome<Said> {
    program
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut child = match program.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Said::Missing),
        Err(error) => return Err(Fault::internal("house.program", error)),
    };
    let said = tokio::time::timeout(TIME_MAX, async {
        let mut text = Vec::new();
        if let Some(stdout) = child.stdout.take() {
            stdout.take(ANSWER_BYTES_MAX).read_to_end(&mut text).await?;
        }
        Ok::<_, std::io::Error>((child.wait().await?, text))
    });
    let Ok(said) = said.await else {
        return Err(Error::FileTooSlow.into());
    };
    let (status, text) = said.map_err(|error| Fault::internal("house.program", error))?;
    if !status.success() {
        return Ok(Said::Ill);
    }
    Ok(Said::Well(String::from_utf8_lossy(&text).into_owned()))
}

fn gone(error: std::io::Error) -> Fault {
    Fault::internal("catalogue.file_gone", error)
}

/// What ffprobe says, as far as we ask.
#[derive(Debug, Deserialize)]
pub(super) struct Probed {
    #[serde(default)]
    streams: Vec<Stream>,
    format: Format,
}

#[derive(Debug, Deserialize)]
struct Format {
    format_name: String,
    duration: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Stream {
    codec_type: Option<String>,
    codec_name: Option<String>,
    pix_fmt: Option<String>,
    nb_frames: Option<String>,
    nb_read_packets: Option<String>,
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Debug, Default, Deserialize)]
struct Disposition {
    /// The picture on a song's cover.
    #[serde(default)]
    attached_pic: i64,
}

impl Stream {
    fn codec(&self) -> &str {
        self.codec_name.as_deref().unwrap_or("unknown")
    }

    /// Whether fewer packets are there than its index promises.
    fn is_cut(&self) -> bool {
        let number = |text: &Option<String>| text.as_deref()?.parse::<i64>().ok();
        match (number(&self.nb_frames), number(&self.nb_read_packets)) {
            (Some(promised), Some(read)) => read < promised,
            _ => false,
        }
    }
}

/// What a film or a sound is, when every browser of today plays it.
pub(super) fn judge(probed: &Probed) -> Outcome<Found> {
    let of = |kind: &str| {
        let mut streams = probed.streams.iter();
        let kind = kind.to_owned();
        streams.find(move |stream| {
            stream.codec_type.as_deref() == Some(&kind) && stream.disposition.attached_pic == 0
        })
    };
    let (video, audio) = (of("video"), of("audio"));
    if video.is_none() && audio.is_none() {
        return Err(Error::FileUnreadable.into());
    }
    let codecs: Vec<&str> = [video, audio]
        .into_iter()
        .flatten()
        .map(Stream::codec)
        .collect();
    let codecs = codecs.join("/");
    let names: Vec<&str> = probed.format.format_name.split(',').collect();
    let mime = mime(&names, video, audio).ok_or_else(|| {
        let container = names.first().copied().unwrap_or_default();
        Error::Unplayable
            .fault()
            .with("codecs", codecs.to_uppercase())
            .with("container", container)
    })?;
    if [video, audio].into_iter().flatten().any(Stream::is_cut) {
        return Err(Error::FileCut.into());
    }
    let length_ms = probed.format.duration.as_deref().and_then(milliseconds);
    Ok(Found {
        kind: if video.is_some() {
            MediaKind::Video
        } else {
            MediaKind::Audio
        },
        mime: mime.to_owned(),
        length_ms: Some(length_ms.filter(|ms| *ms > 0).ok_or(Error::NoLength)?),
        pages: None,
        codecs,
    })
}

fn mime(
    container: &[&str],
    video: Option<&Stream>,
    audio: Option<&Stream>,
) -> Option<&'static str> {
    let (is_mp4, is_webm) = (container.contains(&"mp4"), container.contains(&"webm"));
    let sound = audio.map(Stream::codec);
    if let Some(video) = video {
        // Ten bits a colour, or more colours, are H.264 too, and no phone plays them.
        let plain = matches!(video.pix_fmt.as_deref(), Some("yuv420p" | "yuvj420p"));
        let mp4_sound = sound.is_none_or(|codec| matches!(codec, "aac" | "mp3"));
        let webm_sound = sound.is_none_or(|codec| matches!(codec, "opus" | "vorbis"));
        return match video.codec() {
            "h264" if is_mp4 && plain && mp4_sound => Some("video/mp4"),
            "vp8" | "vp9" | "av1" if is_webm && webm_sound => Some("video/webm"),
            _ => None,
        };
    }
    match sound? {
        "mp3" if container.contains(&"mp3") => Some("audio/mpeg"),
        "aac" if is_mp4 => Some("audio/mp4"),
        "opus" | "vorbis" if container.contains(&"ogg") => Some("audio/ogg"),
        "opus" | "vorbis" if is_webm => Some("audio/webm"),
        _ => None,
    }
}

/// Seconds with a fraction, in whole milliseconds, rounded down.
fn milliseconds(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok()?;
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    whole.checked_mul(1000)?.checked_add(fraction.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(container: &str, streams: &str) -> Outcome<Found> {
        let text = format!(
            "{{\"streams\":[{streams}],\
             \"format\":{{\"format_name\":\"{container}\",\"duration\":\"61.250000\"}}}}"
        );
        judge(&serde_json::from_str(&text).unwrap())
    }

    fn video(codec: &str, pixels: &str) -> String {
        format!("{{\"codec_type\":\"video\",\"codec_name\":\"{codec}\",\"pix_fmt\":\"{pixels}\"}}")
    }

    fn audio(codec: &str) -> String {
        format!("{{\"codec_type\":\"audio\",\"codec_name\":\"{codec}\"}}")
    }

    const MP4: &str = "mov,mp4,m4a,3gp,3g2,mj2";
    const WEBM: &str = "matroska,webm";

    #[test]
    fn what_browsers_play_is_taken() {
        let plain = "yuv420p";
        for (container, streams, mime) in [
            (MP4, vec![video("h264", plain), audio("aac")], "video/mp4"),
            (MP4, vec![video("h264", plain)], "video/mp4"),
            (WEBM, vec![video("vp9", plain), audio("opus")], "video/webm"),
            (
                WEBM,
                vec![video("av1", "yuv420p10le"), audio("opus")],
                "video/webm",
            ),
            ("mp3", vec![audio("mp3")], "audio/mpeg"),
            (MP4, vec![audio("aac")], "audio/mp4"),
            ("ogg", vec![audio("opus")], "audio/ogg"),
        ] {
            let found = judged(container, &streams.join(",")).unwrap();
            assert_eq!(found.mime, mime, "{streams:?}");
            assert_eq!(found.length_ms, Some(61_250));
        }
        let cover = "{\"codec_type\":\"video\",\"codec_name\":\"mjpeg\",\
                     \"disposition\":{\"attached_pic\":1}}";
        let song = judged("mp3", &format!("{},{cover}", audio("mp3"))).unwrap();
        assert_eq!(song.kind, MediaKind::Audio, "a cover is no film");
    }

    #[test]
    fn what_they_do_not_play_is_refused_with_what_it_is() {
        for (container, streams) in [
            (WEBM, vec![video("hevc", "yuv420p"), audio("aac")]),
            (MP4, vec![video("hevc", "yuv420p"), audio("aac")]),
            (WEBM, vec![video("h264", "yuv420p"), audio("aac")]),
            (MP4, vec![video("h264", "yuv420p10le"), audio("aac")]),
            (MP4, vec![video("h264", "yuv420p"), audio("ac3")]),
            ("avi", vec![video("mpeg4", "yuv420p"), audio("mp3")]),
            ("asf", vec![video("wmv3", "yuv420p"), audio("wmav2")]),
            ("wav", vec![audio("pcm_s16le")]),
        ] {
            let refused = judged(container, &streams.join(",")).unwrap_err();
            assert_eq!(refused.code(), "catalogue.unplayable", "{streams:?}");
        }
        assert_eq!(
            judged(MP4, "").unwrap_err().code(),
            "catalogue.file_unreadable"
        );
    }

    #[test]
    fn a_film_that_was_cut_off_shows_by_its_index() {
        let cut = "{\"codec_type\":\"video\",\"codec_name\":\"h264\",\"pix_fmt\":\"yuv420p\",\
                   \"nb_frames\":\"1500\",\"nb_read_packets\":\"900\"}";
        assert_eq!(judged(MP4, cut).unwrap_err().code(), "catalogue.file_cut");
        let whole = cut.replace("900", "1500");
        assert!(judged(MP4, &whole).is_ok());
    }
}
