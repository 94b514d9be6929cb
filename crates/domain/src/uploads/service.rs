//! Operations on uploads. The bytes themselves are written by [`super::Appending`], outside of any
//! transaction: whoever sends slowly must not hold the one writer.

use kernel::{BaseId, Outcome, UploadId};

use super::model::{NewUpload, Upload, UploadState};
use super::{Error, rules, staging, store};
use crate::permission::Action;
use crate::{Event, Op};

/// Begins an upload.
pub async fn create(op: &mut Op, new: NewUpload) -> Outcome<Upload> {
    op.allow(Action::SendFile, &new)?;
    let person_id = op.actor.signed_in()?.clone();
    let (most_bytes, most) = (
        op.house.settings.upload_bytes_max,
        op.house.settings.uploads_max,
    );
    if new.bytes > most_bytes {
        let gigabytes = most_bytes / (1024 * 1024 * 1024);
        return Err(Error::TooLarge.fault().with("most", gigabytes));
    }
    let pairs = rules::metadata(&new.metadata)?;
    op.tx.lock(&format!("uploads:{}", new.base_id)).await?;
    let open = store::list_open(op, &new.base_id).await?.len();
    if i64::try_from(open).is_ok_and(|open| open >= most) {
        return Err(Error::TooMany.fault().with("most", most));
    }
    let upload = Upload {
        id: op.new_id(),
        base_id: new.base_id,
        person_id,
        name: rules::name(&pairs),
        metadata: new.metadata,
        bytes: new.bytes,
        received: 0,
        state: UploadState::Open,
        created_at: op.now,
        expires_at: op.now.plus(op.house.settings.upload_kept_for),
    };
    store::insert(op, &upload).await?;
    op.audit(Event {
        action: "uploads.begun",
        about: None,
        subject: upload.id.as_str(),
        details: &upload.name,
    })
    .await?;
    staging::make(&op.house.staging, &upload.id).await?;
    Ok(upload)
}

/// An upload that the actor may look at; `uploads.gone` when it was ended.
pub async fn get(op: &mut Op, id: &UploadId) -> Outcome<Upload> {
    let upload = store::find(op, id).await?.ok_or(Error::UnknownUpload)?;
    op.allow(Action::SendFile, &upload)?;
    let is_over = upload.state == UploadState::Open && upload.expires_at <= op.now;
    if upload.state == UploadState::Ended || is_over {
        return Err(Error::Gone.into());
    }
    Ok(upload)
}

/// An upload that may be sent on from this offset, in bytes.
pub async fn get_for_sending(op: &mut Op, id: &UploadId, offset: i64) -> Outcome<Upload> {
    let upload = get(op, id).await?;
    if upload.state == UploadState::Taken {
        return Err(Error::Taken.into());
    }
    if upload.received != offset {
        return Err(Error::WrongOffset
            .fault()
            .with("offset", offset)
            .with("received", upload.received));
    }
    Ok(upload)
}

/// Writes down that so many bytes stand durably on the disk. Only after they do, and by who holds
/// the file's lock.
pub async fn acknowledge(op: &mut Op, was: &Upload, received: i64) -> Outcome<Upload> {
    op.allow(Action::SendFile, was)?;
    if !store::acknowledge(op, was, received).await? {
        return Err(Error::Gone.into());
    }
    get(op, &was.id).await
}

/// Ends an upload and forgets its bytes; ending it again is `uploads.gone`.
pub async fn end(op: &mut Op, id: &UploadId) -> Outcome<()> {
    let upload = get(op, id).await?;
    if upload.state == UploadState::Taken {
        return Err(Error::Taken.into());
    }
    store::set_state(op, id, UploadState::Ended).await?;
    op.audit(Event {
        action: "uploads.ended",
        about: None,
        subject: id.as_str(),
        details: &upload.name,
    })
    .await?;
    staging::remove(&op.house.staging, id).await
}

/// The uploads of a base that are on their way or whole and not in use yet.
pub async fn list_open(op: &mut Op, base: &BaseId) -> Outcome<Vec<Upload>> {
    let (mut uploads, now) = (store::list_open(op, base).await?, op.now);
    uploads.retain(|upload| op.may(Action::SendFile, upload) && upload.expires_at > now);
    Ok(uploads)
}

/// A whole upload of the actor's base that no file was made of, from now on in use: it is never
/// forgotten, and its bytes wait where they are.
pub async fn claim_whole(op: &mut Op, id: &UploadId) -> Outcome<Upload> {
    let upload = get(op, id).await?;
    if upload.state == UploadState::Taken {
        return Err(Error::Taken.into());
    }
    if !upload.is_whole() {
        return Err(Error::NotWhole.fault().with("percent", upload.percent()));
    }
    store::set_state(op, id, UploadState::Taken).await?;
    Ok(upload)
}

/// The bytes are of no use: forgets them.
pub async fn discard(op: &mut Op, id: &UploadId) -> Outcome<()> {
    store::set_state(op, id, UploadState::Ended).await?;
    staging::remove(&op.house.staging, id).await
}

/// Forgets files that nobody sent on for too long; how many.
pub async fn end_expired(op: &mut Op) -> Outcome<usize> {
    let expired = store::list_expired(op, op.now).await?;
    for upload in &expired {
        store::set_state(op, &upload.id, UploadState::Ended).await?;
        staging::remove(&op.house.staging, &upload.id).await?;
    }
    Ok(expired.len())
}
