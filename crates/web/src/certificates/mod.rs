//! A learner's certificates: what is issued, what is being issued, and the documents themselves.

use askama::Template;
use axum::http::HeaderMap;
use domain::certificates::{self, Certificate, Due, Standing};
use kernel::CertificateId;

use crate::document::Pdf;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};

#[derive(Template)]
#[template(path = "certificates/list.html")]
struct CertificatesPage {
    p: PageFrame,
    certificates: Vec<Certificate>,
    due: Vec<Due>,
}

impl CertificatesPage {
    fn is_valid(certificate: &Certificate) -> bool {
        certificate.standing == Standing::Valid
    }
}

/// `GET /certificates`.
pub async fn list(Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let certificates = certificates::list(&mut op, &me).await?;
    let due = certificates::list_due(&mut op, &me).await?;
    page::show(&CertificatesPage {
        p,
        certificates,
        due,
    })
}

/// `GET /certificates/{id}/pdf`: the bytes as they were issued.
pub async fn pdf(
    Path(id): Path<CertificateId>,
    Look { mut op, .. }: Look,
    headers: HeaderMap,
) -> PageResult {
    let (bytes, certificate) = certificates::bytes(&mut op, &id).await?;
    let title = format!("培训合格证书-{}", certificate.facts.name);
    let (sha256, number) = (&certificate.sha256, &certificate.number);
    Ok(Pdf {
        bytes,
        sha256,
        number,
        title: &title,
    }
    .answer(&headers))
}
