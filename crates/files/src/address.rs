//! Where a bucket is, as a configuration says it: `s3:https://HOST/BUCKET` with an optional folder
//! behind the bucket.

/// A bucket, or a folder in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The server, with its scheme and without a slash at the end.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// What stands before each key; empty, or with a slash at the end.
    pub folder: String,
}

/// What opens a bucket.
#[derive(Clone)]
pub struct Keys {
    /// The access key's id.
    pub id: String,
    /// The secret access key.
    pub secret: String,
}

impl Address {
    /// Reads `s3:https://HOST/BUCKET[/FOLDER]`; none when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("s3:")?;
        let (scheme, rest) = rest.split_once("://")?;
        let (host, path) = rest.split_once('/')?;
        let (bucket, folder) = path.split_once('/').unwrap_or((path, ""));
        let is_name = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        };
        let folder = folder.trim_end_matches('/');
        let fits = matches!(scheme, "http" | "https")
            && !host.is_empty()
            && is_name(bucket)
            && (folder.is_empty() || folder.split('/').all(is_name));
        fits.then(|| Self {
            endpoint: format!("{scheme}://{host}"),
            bucket: bucket.to_owned(),
            folder: if folder.is_empty() {
                String::new()
            } else {
                format!("{folder}/")
            },
        })
    }
}

impl Keys {
    /// Reads a file's two lines: the id, then the secret.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let (id, secret) = (lines.next()?, lines.next()?);
        lines.next().is_none().then(|| Self {
            id: id.to_owned(),
            secret: secret.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_server_and_a_bucket() {
        let address = Address::parse("s3:https://s3.example.cn/films/xueshi/").unwrap();
        assert_eq!(address.endpoint, "https://s3.example.cn");
        assert_eq!(address.bucket, "films");
        assert_eq!(address.folder, "xueshi/");
        assert_eq!(
            Address::parse("s3:http://127.0.0.1:9/b").unwrap().folder,
            ""
        );
        for bad in [
            "folder",
            "s3:films",
            "s3:ftp://x/b",
            "s3:https://x",
            "s3:https://x/",
            "s3:https:///b",
            "s3:https://x/b c",
            "s3:https://x/b/../c d",
        ] {
            assert_eq!(Address::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn keys_are_two_lines() {
        let keys = Keys::parse("AKID\n  secret \n\n").unwrap();
        assert_eq!((keys.id.as_str(), keys.secret.as_str()), ("AKID", "secret"));
        assert!(Keys::parse("AKID").is_none());
        assert!(Keys::parse("a\nb\nc").is_none());
    }
}
