//! Files in S3 and what speaks like it (`MinIO`, Ceph, the clouds): [`domain::seams::FileStore`]
//! over `object_store`. It knows nothing of what a file is for, and keeps no file in memory: what comes
//! in goes out in parts, what is read comes as it is asked for.

mod address;
mod s3;

pub use address::{Address, Keys};
pub use s3::S3;
