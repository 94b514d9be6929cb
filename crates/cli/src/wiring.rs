//! Puts a house together from a configuration.

use std::path::Path;
use std::sync::Arc;

use db::Db;
use domain::House;
use domain::identity::Keys;
use domain::seams::{FileStore, Folder, Mailer, PaymentGateway, Transfer};
use files::{Address, S3};
use kernel::{Fault, Kind, Outcome};
use policy::Policies;
use tokio::sync::Semaphore;

use crate::configuration::Configuration;
use crate::outbox::Outbox;
use crate::typesetter::Typst;

/// Opens the database and wires the seams. `further` are payment houses beside the transfer.
pub async fn house(
    configuration: &Configuration,
    secret: &[u8],
    further: Vec<Arc<dyn PaymentGateway>>,
) -> Outcome<Arc<House>> {
    let settings = configuration.settings();
    make_folder(&configuration.data)?;
    if let Some(path) = configuration.database.strip_prefix("sqlite:")
        && let Some(folder) = Path::new(path).parent()
    {
        make_folder(folder)?;
    }
    let mut gateways: Vec<Arc<dyn PaymentGateway>> = vec![Arc::new(Transfer {
        account: settings.account.clone(),
    })];
    gateways.extend(further);
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Ok(Arc::new(House {
        db: Db::open(&configuration.database).await?,
        keys: Keys::derive(secret)?,
        policies: policies(configuration)?,
        settings,
        files: file_store(configuration)?,
        staging: configuration.data.join("uploads"),
        sms: Arc::new(Outbox::new(&configuration.data)),
        mailer: mailer(configuration)?,
        wording: Arc::new(web::SiteWording),
        typesetter: Arc::new(Typst),
        gateways,
        territories: domain::territory::Known::default(),
        hashing: Semaphore::new(cores),
    }))
}

/// The packs of the configuration's folder, or those in the program.
fn policies(configuration: &Configuration) -> Outcome<Policies> {
    let read = match &configuration.policies {
        Some(folder) => Policies::from_dir(folder),
        None => Policies::embedded(),
    };
    read.map_err(|error| Fault::internal("house.policies", error))
}

/// Who sends mail: the configured server, or the outbox.
fn mailer(configuration: &Configuration) -> Outcome<Arc<dyn Mailer>> {
    let configured = configuration
        .mailer()
        .map_err(|words| Fault::new(Kind::Invalid, "config.secret").with("why", words))?;
    Ok(match configured {
        Some(smtp) => Arc::new(smtp),
        None => Arc::new(Outbox::new(&configuration.data)),
    })
}

/// Where files are kept: the data folder, or a bucket. The server of a bucket is not asked yet.
fn file_store(configuration: &Configuration) -> Outcome<Arc<dyn FileStore>> {
    match Address::parse(&configuration.files) {
        None => Ok(Arc::new(Folder::new(configuration.data.join("files"))?)),
        Some(address) => {
            let keys = configuration
                .files_keys()
                .map_err(|words| Fault::new(Kind::Invalid, "config.secret").with("why", words))?;
            Ok(Arc::new(S3::new(
                &address,
                &configuration.files_region,
                &keys,
            )?))
        }
    }
}

/// Makes a folder that only its owner may read: identity numbers lie in it, encrypted or not.
pub fn make_folder(folder: &Path) -> Outcome<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| Fault::internal("house.data_folder", error))
}

/// Writes a file that only its owner may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
