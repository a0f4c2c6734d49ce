//! No gateway: a company whose clients pay by transfer, and every installation in production until
//! a real provider is set up.

use async_trait::async_trait;
use contract::money::Money;
use platform::ports::{
    AttemptReference, BadNotification, Charge, GatewayError, IncomingNotification, Notification, PaymentGateway, ProviderRecord,
    RecordState, RefundOrder, Started,
};

/// Takes nothing.
#[derive(Clone, Copy, Debug)]
pub struct NoGateway;

#[async_trait]
impl PaymentGateway for NoGateway {
    fn provider(&self) -> &'static str {
        "none"
    }

    fn accepts(&self, _: Money) -> Result<(), &'static str> {
        Err("no_gateway")
    }

    async fn start(&self, _: &Charge) -> Result<Started, GatewayError> {
        Err(GatewayError::Unsupported)
    }

    fn read_notification(&self, _: &IncomingNotification) -> Result<Notification, BadNotification> {
        Err(BadNotification("there is no gateway"))
    }

    async fn check(&self, _: &AttemptReference) -> Result<ProviderRecord, GatewayError> {
        let raw = serde_json::Value::Null;
        Ok(ProviderRecord { state: RecordState::Unknown, amount: None, method: None, provider_reference: None, raw })
    }

    async fn refund(&self, _: &RefundOrder) -> Result<ProviderRecord, GatewayError> {
        Err(GatewayError::Unsupported)
    }
}
