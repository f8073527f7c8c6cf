// A small HTTP server on this machine that keeps the request that arrives and answers as it is told.
// It serves this test alone: one request at a time, bodies with a length, nothing else.
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Result, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What arrived.
#[derive(Clone, Default)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// What to answer.
#[derive(Clone)]
pub struct Answer {
    pub status: u64,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    /// From a response vector.
    pub fn of(vector: &Value) -> Answer {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let headers = vector["headers"].as_object().into_iter().flatten();
        Answer {
            status: vector["status"].as_u64().unwrap_or(200),
            headers: headers
                .map(|(name, value)| (name.clone(), text(value)))
                .collect(),
            body: text(&vector["body"]),
        }
    }
}

#[derive(Clone)]
pub struct Server {
    pub url: String,
    state: Arc<Mutex<(Answer, Option<Request>)>>,
}

impl Server {
    pub fn start() -> Result<Server> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let answer = Answer {
            status: 200,
            headers: vec![("content-type".into(), "application/json".into())],
            body: r#"{"success":true}"#.into(),
        };
        let server = Server {
            url: format!("http://{}", listener.local_addr()?),
            state: Arc::new(Mutex::new((answer, None))),
        };
        let serving = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A connection that breaks is the client's to report.
                let _ = serving.serve(stream);
            }
        });
        Ok(server)
    }

    pub fn answer(&self, answer: Answer) {
        self.state.lock().unwrap().0 = answer;
    }

    /// The request that came since the last question.
    pub fn request(&self) -> Option<Request> {
        self.state.lock().unwrap().1.take()
    }

    fn serve(&self, stream: TcpStream) -> Result<()> {
        let request = read(&stream)?;
        let answer = {
            let mut state = self.state.lock().unwrap();
            state.1 = Some(request);
            state.0.clone()
        };
        write(stream, &answer)
    }
}

fn read(stream: &TcpStream) -> Result<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut request = Request {
        method,
        path: path.into(),
        query: query.into(),
        ..Request::default()
    };
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        let header = (name.to_lowercase(), value.trim().to_owned());
        request.headers.push(header);
    }
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok());
    request.body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut request.body)?;
    Ok(request)
}

fn write(mut stream: TcpStream, answer: &Answer) -> Result<()> {
    write!(
        stream,
        "HTTP/1.1 {} Test\r\nconnection: close\r\n",
        answer.status
    )?;
    for (name, value) in &answer.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(
        stream,
        "content-length: {}\r\n\r\n{}",
        answer.body.len(),
        answer.body
    )
}
