//! A small SMTP server: records the mails it takes and answers what it was told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Default)]
struct State {
    taken: Vec<Vec<u8>>,
    recipients: Vec<String>,
    answer: Option<String>,
    silent: bool,
}

/// The server; it ends with the test's runtime.
#[derive(Clone)]
pub struct SmtpServer {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl SmtpServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                // A client that hangs up is no fault of the test.
                tokio::spawn(async move { server.talk(stream).await.ok() });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Each recipient gets this answer from now on, such as `550 5.1.1 User unknown`.
    pub fn refuse_with(&self, answer: &str) {
        self.state.lock().unwrap().answer = Some(answer.to_owned());
    }

    /// Takes recipients again.
    pub fn accept(&self) {
        self.state.lock().unwrap().answer = None;
    }

    /// Takes the content and never says so.
    pub fn fall_silent(&self) {
        self.state.lock().unwrap().silent = true;
    }

    pub fn taken(&self) -> Vec<Vec<u8>> {
        self.state.lock().unwrap().taken.clone()
    }

    pub fn recipients(&self) -> Vec<String> {
        self.state.lock().unwrap().recipients.clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (input, mut output) = stream.into_split();
        let mut input = BufReader::new(input);
        output.write_all(b"220 test ready\r\n").await?;
        let mut line = String::new();
        while input.read_line(&mut line).await? > 0 {
            let verb = line.split([' ', ':', '\r']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "EHLO" => "250-test\r\n250-8BITMIME\r\n250 SIZE 10000000".to_owned(),
                "RCPT" => self.recipient(&line),
                "DATA" => {
                    output.write_all(b"354 go on\r\n").await?;
                    self.content(&mut input).await?
                }
                "QUIT" => "221 bye".to_owned(),
                _ => "250 2.0.0 ok".to_owned(),
            };
            if self.state.lock().unwrap().silent && verb == "DATA" {
                std::future::pending::<()>().await;
            }
            output.write_all(format!("{answer}\r\n").as_bytes()).await?;
            line.clear();
        }
        Ok(())
    }

    fn recipient(&self, line: &str) -> String {
        let mut state = self.state.lock().unwrap();
        state.recipients.push(line.trim().to_owned());
        state.answer.clone().unwrap_or_else(|| "250 2.1.5 ok".to_owned())
    }

    async fn content(&self, input: &mut BufReader<tokio::net::tcp::OwnedReadHalf>) -> std::io::Result<String> {
        let mut content = Vec::new();
        loop {
            let mut line = Vec::new();
            input.read_until(b'\n', &mut line).await?;
            if line.is_empty() || line == b".\r\n" {
                break;
            }
            content.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        self.state.lock().unwrap().taken.push(content);
        Ok("250 2.0.0 taken".to_owned())
    }
}
