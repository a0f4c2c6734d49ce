//! The doors. A handler's first argument says who may come in; it is the only way to a company's
//! data and the only way to a request's input, which is read after the check: actix drives the
//! extractors of one handler at the same time, and the first refusal would win.

#![expect(clippy::disallowed_types, reason = "the doors read requests, so that no slice need")]

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::Method;
use actix_web::http::header::{AUTHORIZATION, HeaderName};
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use chrono::TimeDelta;
use contract::events::Via;
use contract::permissions::Permit;
use contract::{CompanyId, FieldError, Permission, UserId};

use crate::authority::{Credential, Identity, Place, Standing};
use crate::edge::RequestInfo;
use crate::error::{AppError, Result};
use crate::idempotency::{self, NO_COMPANY, is_key};
use crate::input::{BodyHash, File, IDEMPOTENCY_KEY, Input, path_id, read};
use crate::ports::{IncomingNotification, Notification};
use crate::principal::{Actor, Principal};
use crate::scope::{Deps, Reach, RequestMeta, Scope, SystemScope};
use crate::secrets::hex_digest;
use crate::throttle::{self, Allowance};

/// The cookie of a session. The prefix makes browsers refuse it without `Secure` and from other hosts.
pub const SESSION_COOKIE: &str = "__Host-parvis_session";
/// The header that only our own pages can add: a form of another site cannot.
pub const CSRF_HEADER: &str = "x-parvis-csrf";

/// How often an address may ask for what anybody may read, a minute: every page of an office asks.
const READS: i32 = 600;
/// How often an address may try what anybody may try, a minute: an office, not a robot.
const WRITES: i32 = 60;

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
            let caller = arrive(&req).await?;
            let Place { reach, permissions: may } = caller.standing.permitting(P::PERMISSION).ok_or(AppError::Forbidden(P::PERMISSION))?;
            let input = read::<I>(&req, &mut payload).await?;
            let (scope, identity) = caller.scope(&req, reach).await?;
            Ok(Self { scope, identity, input, may, _permission: PhantomData })
        })
    }
}

/// Proof that the caller has a place in the company of the path, staff or client, whatever they may do there.
pub struct Member<I = ()> {
    /// The company, as far as the caller sees it.
    pub scope: Scope,
    /// Who asks.
    pub identity: Identity,
    /// What was asked for.
    pub input: I,
}

impl<I: Input> FromRequest for Member<I> {
    type Error = AppError;
    type Future = Entering<Self>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, mut payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let caller = arrive(&req).await?;
            let Place { reach, .. } = caller.standing.anywhere().ok_or(AppError::NotFound("company"))?;
            let input = read::<I>(&req, &mut payload).await?;
            let (scope, identity) = caller.scope(&req, reach).await?;
            Ok(Self { scope, identity, input })
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
            let meta = claim(&req, &deps, NO_COMPANY, &identity).await?;
            let scope = SystemScope::new(deps, meta).acting(identity.actor());
            Ok(Self { scope, identity, user, input })
        })
    }
}

/// Anybody: log-in, first set-up, invitations by their secret. Each address may knock so often at each
/// operation; what is worth guessing is limited further where it is checked.
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
            let scope = SystemScope::new(deps, meta(&req));
            knock(&req, &scope).await?;
            let input = read::<I>(&req, &mut payload).await?;
            Ok(Self { scope, input })
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

/// A caller at the door of a company.
struct Caller {
    deps: Deps,
    identity: Identity,
    standing: Standing,
    company: CompanyId,
}

impl Caller {
    /// The company, as far as they see it, and the claim of their key, if they gave one. The input was read before.
    async fn scope(self, req: &HttpRequest, reach: Reach) -> Result<(Scope, Identity)> {
        let Self { deps, identity, standing: Standing { read_only, zone_minutes, .. }, company } = self;
        let meta = Arc::new(claim(req, &deps, company, &identity).await?);
        let actor = identity.actor();
        Ok((Scope { deps, company, reach, read_only, zone_minutes: Some(zone_minutes), actor, meta }, identity))
    }
}

/// Who asks, and what they are in the company of the path.
async fn arrive(req: &HttpRequest) -> Result<Caller> {
    let deps = deps(req)?;
    let company = path_id(req, "company_id").map(CompanyId);
    let mut identity = identify(req, &deps, company.as_ref().ok().copied()).await?;
    let company = company?;
    // Who has no place in a company may not even know that it exists.
    let standing = identity.standing.take().ok_or(AppError::NotFound("company"))?;
    if standing.read_only && !is_safe(req.method()) {
        return Err(AppError::NotAllowed("read_only"));
    }
    Ok(Caller { deps, identity, standing, company })
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
    let Some(header) = req.headers().get(IDEMPOTENCY_KEY).filter(|_| req.method() == Method::POST) else { return Ok(meta) };
    let key = header.to_str().ok().filter(|key| is_key(key)).ok_or_else(|| invalid_header("Idempotency-Key"))?;
    let body_hash = req.extensions().get::<BodyHash>().map_or_else(String::new, |hash| hash.0.clone());
    let keyed = idempotency::Keyed { company, principal: identity.principal, operation: operation(req), key: key.to_owned(), body_hash };
    let claim = keyed.claim(deps).await?;
    req.extensions_mut().insert(claim.clone());
    meta.claim = Some(claim);
    Ok(meta)
}

/// What a key is bound to. The query is part of it: a dry run is not the real one. It may be long, and
/// stands in an index: its digest is kept.
fn operation(req: &HttpRequest) -> String {
    let (method, path, query) = (req.method(), req.path(), req.query_string());
    if query.is_empty() { format!("{method} {path}") } else { format!("{method} {path}?{}", hex_digest(query.as_bytes())) }
}

/// Counts a request of somebody unknown, by address and operation.
async fn knock(req: &HttpRequest, scope: &SystemScope) -> Result<()> {
    let tries = if matches!(*req.method(), Method::GET | Method::HEAD) { READS } else { WRITES };
    let operation = req.match_pattern().unwrap_or_default();
    let key = format!("visitor:{} {operation}:{}", req.method(), scope.meta().address);
    let tx = scope.begin().await?;
    let counted = throttle::count(&tx, &[(key, Allowance { tries, window: TimeDelta::minutes(1) })]).await;
    tx.commit().await?;
    counted
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
    RequestMeta { id: info.id, locale: info.locale, address: info.address, claim: None }
}

fn headers(req: &HttpRequest) -> Vec<(String, String)> {
    req.headers().iter().filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))).collect()
}
