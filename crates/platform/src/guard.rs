//! The doors. A handler's first argument says who may come in; it is the only way to a company's
//! data and the only way to a request's input, which is read after the check: actix drives the
//! extractors of one handler at the same time, and the first refusal would win.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, HeaderName};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use contract::events::Via;
use contract::permissions::Permit;
use contract::{CompanyId, FieldError, Permission, UserId};

use crate::authority::{Credential, Identity, Place};
use crate::edge::RequestInfo;
use crate::error::{AppError, Result};
use crate::idempotency::{Keyed, is_key};
use crate::input::{BodyHash, File, Input, path_id, read};
use crate::ports::{IncomingNotification, Notification};
use crate::principal::{Actor, Principal};
use crate::scope::{Deps, RequestMeta, Scope, SystemScope};

/// The cookie of a session. The prefix makes browsers refuse it without `Secure` and from other hosts.
pub const SESSION_COOKIE: &str = "__Host-parvis_session";
/// The header that only our own pages can add: a form of another site cannot.
pub const CSRF_HEADER: &str = "x-parvis-csrf";

type Entering<T> = Pin<Box<dyn Future<Output = Result<T>>>>;

/// Proof that the caller may do `P` in the company of the path.
pub struct Grant<P, I = ()> {
    /// The company, as far as the caller sees it.
    pub scope: Scope,
    /// Who asks.
    pub identity: Identity,
    /// What was asked for.
    pub input: I,
    /// What else the caller may do in the company.
    pub may: Vec<Permission>,
    _permission: PhantomData<P>,
}

impl<P: Permit, I: Input> FromRequest for Grant<P, I> {
    type Error = AppError;
    type Future = Entering<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let (identity, mut scope, may) = authorize(&req, P::PERMISSION).await?;
            let input = read::<I>(&req, &mut payload).await?;
            scope.meta = Arc::new(claim(&req, &scope.deps, scope.company, &identity).await?);
            Ok(Self { scope, identity, input, may, _permission: PhantomData })
        })
    }
}

/// A signed-in person at their own account.
pub struct Me<I = ()> {
    /// The program, on behalf of the person.
    pub scope: SystemScope,
    /// Who asks.
    pub identity: Identity,
    /// The person; a key of a company has no account of its own.
    pub user: UserId,
    /// What was asked for.
    pub input: I,
}

impl<I: Input> FromRequest for Me<I> {
    type Error = AppError;
    type Future = Entering<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let deps = deps(&req)?;
            let identity = identify(&req, &deps, None).await?;
            let user = identity.person()?;
            let input = read::<I>(&req, &mut payload).await?;
            let scope = SystemScope::new(deps, meta(&req)).acting(identity.actor());
            Ok(Self { scope, identity, user, input })
        })
    }
}

/// Anybody: log-in, first set-up, invitations by their secret.
pub struct Visitor<I = ()> {
    /// The program, on behalf of nobody.
    pub scope: SystemScope,
    /// What was asked for.
    pub input: I,
}

impl<I: Input> FromRequest for Visitor<I> {
    type Error = AppError;
    type Future = Entering<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let deps = deps(&req)?;
            check_origin(&req, &deps)?;
            let input = read::<I>(&req, &mut payload).await?;
            Ok(Self { scope: SystemScope::new(deps, meta(&req)), input })
        })
    }
}

/// A payment gateway whose signature matched. What became of the payment is asked of the gateway.
pub struct Signed {
    /// The program, on behalf of the gateway.
    pub scope: SystemScope,
    /// Which gateway.
    pub provider: String,
    /// Which try it speaks of.
    pub notification: Notification,
}

impl FromRequest for Signed {
    type Error = AppError;
    type Future = Entering<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let deps = deps(&req)?;
            let provider = req.match_info().get("provider").unwrap_or_default().to_owned();
            if deps.ports.gateway.provider() != provider {
                return Err(AppError::NotFound("gateway"));
            }
            let File(body) = read::<File>(&req, &mut payload).await?;
            let incoming = IncomingNotification { headers: headers(&req), body: body.to_vec() };
            let notification = deps.ports.gateway.read_notification(&incoming).map_err(|bad| {
                tracing::warn!(provider, reason = bad.0, "a notification was not believed");
                AppError::Unauthenticated
            })?;
            let actor = Actor { who: Principal::Provider, via: Via::Webhook, on_behalf_of: None };
            Ok(Self { scope: SystemScope::new(deps, meta(&req)).acting(actor), provider, notification })
        })
    }
}

/// Who asks, the company as far as they may do this in it, and what else they may do there.
async fn authorize(req: &HttpRequest, needed: Permission) -> Result<(Identity, Scope, Vec<Permission>)> {
    let deps = deps(req)?;
    let company = path_id(req, "company_id").map(CompanyId);
    let mut identity = identify(req, &deps, company.as_ref().ok().copied()).await?;
    let company = company?;
    // Who has no place in a company may not even know that it exists.
    let standing = identity.standing.take().ok_or(AppError::NotFound("company"))?;
    let Place { reach, permissions } = standing.permitting(needed).ok_or(AppError::Forbidden(needed))?;
    let (read_only, zone_minutes) = (standing.read_only, Some(standing.zone_minutes));
    if read_only && !is_safe(req.method()) {
        return Err(AppError::NotAllowed("read_only"));
    }
    let actor = identity.actor();
    Ok((identity, Scope { deps, company, reach, read_only, zone_minutes, actor, meta: Arc::new(meta(req)) }, permissions))
}

const fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

async fn identify(req: &HttpRequest, deps: &Deps, company: Option<CompanyId>) -> Result<Identity> {
    let credential = credential(req).ok_or(AppError::Unauthenticated)?;
    let identity = deps.authority.identify(deps, &credential, company).await?.ok_or(AppError::Unauthenticated)?;
    if matches!(credential, Credential::Session(_)) {
        check_csrf(req, deps)?;
    }
    Ok(identity)
}

fn credential(req: &HttpRequest) -> Option<Credential> {
    if let Some(header) = req.headers().get(AUTHORIZATION) {
        let token = header.to_str().ok()?.strip_prefix("Bearer ")?;
        return Some(Credential::Bearer(token.trim().to_owned()));
    }
    req.cookie(SESSION_COOKIE).map(|cookie| Credential::Session(cookie.value().to_owned()))
}

/// A browser sends the cookie whoever wrote the page; the header proves that we did.
fn check_csrf(req: &HttpRequest, deps: &Deps) -> Result<()> {
    if is_safe(req.method()) {
        return Ok(());
    }
    check_origin(req, deps)?;
    if req.headers().contains_key(CSRF_HEADER) { Ok(()) } else { Err(AppError::NotAllowed("csrf")) }
}

/// A browser that says where the page came from must say that it came from us.
fn check_origin(req: &HttpRequest, deps: &Deps) -> Result<()> {
    let header = |name: &'static str| req.headers().get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok());
    let foreign_site = header("sec-fetch-site").is_some_and(|site| site == "cross-site");
    let foreign_origin =
        header("origin").is_some_and(|origin| origin != "null" && !is_ours(origin, header("host"), &deps.config.public_url));
    let safe = matches!(*req.method(), Method::GET | Method::HEAD);
    if !safe && (foreign_site || foreign_origin) { Err(AppError::NotAllowed("origin")) } else { Ok(()) }
}

fn is_ours(origin: &str, host: Option<&str>, public_url: &str) -> bool {
    let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    origin == public_url || host == Some(authority)
}

async fn claim(req: &HttpRequest, deps: &Deps, company: CompanyId, identity: &Identity) -> Result<RequestMeta> {
    let mut meta = meta(req);
    let Some(header) = req.headers().get("idempotency-key").filter(|_| req.method() == Method::POST) else { return Ok(meta) };
    let key = header.to_str().ok().filter(|key| is_key(key)).ok_or_else(|| invalid_header("Idempotency-Key"))?;
    let body_hash = req.extensions().get::<BodyHash>().map_or_else(String::new, |hash| hash.0.clone());
    let keyed = Keyed { company, principal: identity.principal, operation: req.path().to_owned(), key: key.to_owned(), body_hash };
    let claim = keyed.claim(deps).await?;
    req.extensions_mut().insert(claim.clone());
    meta.claim = Some(claim);
    Ok(meta)
}

fn invalid_header(name: &str) -> AppError {
    AppError::Invalid(vec![FieldError::new(name, "characters")])
}

fn deps(req: &HttpRequest) -> Result<Deps> {
    req.app_data::<Data<Deps>>()
        .map(|deps| deps.get_ref().clone())
        .ok_or_else(|| AppError::Internal(anyhow::anyhow!("the doors have no dependencies")))
}

fn meta(req: &HttpRequest) -> RequestMeta {
    let info = req.extensions().get::<RequestInfo>().cloned().unwrap_or_default();
    RequestMeta {
        id: info.id,
        locale: info.locale,
        address: info.address,
        if_match: version(req, "if-match"),
        if_none_match: version(req, "if-none-match"),
        claim: None,
    }
}

/// Our entity tags are the version in quotes. A tag that is not ours matches nothing.
fn version(req: &HttpRequest, header: &str) -> Option<i64> {
    let text = req.headers().get(header)?.to_str().ok()?.trim();
    (text != "*").then(|| text.trim_matches('"').parse().unwrap_or(-1))
}

fn headers(req: &HttpRequest) -> Vec<(String, String)> {
    req.headers().iter().filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))).collect()
}

impl<P, I> Grant<P, I> {
    /// The key is required: the operation moves money.
    pub fn require_key(&self) -> Result<()> {
        if self.scope.meta.claim.is_some() { Ok(()) } else { Err(AppError::KeyRequired) }
    }
}
