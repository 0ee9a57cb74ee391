//! A signed-in visitor: keeps cookies and the CSRF token, and every address the program gave on the way.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};

pub struct Browser {
    host: String,
    cookies: BTreeMap<String, String>,
    csrf: String,
    /// `Location` headers and the links, pictures and forms of pages.
    pub addresses: Vec<String>,
}

pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}{}", self.location, self.text());
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }
}

impl Browser {
    pub fn sign_in(host: &str, login: &str, password: &str) -> Self {
        let mut browser = Self {
            host: host.to_owned(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
            addresses: Vec::new(),
        };
        let entered = browser.tell("session", &json!({ "login": login, "password": password })).is(200);
        browser.csrf = entered.json()["csrf"].as_str().unwrap().to_owned();
        browser
    }

    pub fn get(&mut self, address: &str) -> Answer {
        self.send("GET", address, "text/html", b"")
    }

    /// Sends a form; names and values are escaped here.
    pub fn form(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.send("POST", address, "application/x-www-form-urlencoded", pairs.join("&").as_bytes())
    }

    /// Posts to the JSON API.
    pub fn tell(&mut self, path: &str, body: &Value) -> Answer {
        self.send("POST", &format!("/api/v1/{path}"), "application/json", body.to_string().as_bytes())
    }

    pub fn send(&mut self, method: &str, address: &str, kind: &str, body: &[u8]) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        // HTTP/1.0: the answer comes whole, without chunks, and ends with the connection.
        let mut head =
            format!("{method} {address} HTTP/1.0\r\nHost: {}\r\nContent-Type: {kind}\r\n", self.host);
        head.push_str(&format!("Content-Length: {}\r\nCookie: {}\r\n", body.len(), cookies.join("; ")));
        if !self.csrf.is_empty() {
            head.push_str(&format!("X-CSRF-Token: {}\r\n", self.csrf));
        }
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        self.understood(&answer)
    }

    fn understood(&mut self, answer: &[u8]) -> Answer {
        let end = answer.windows(4).position(|part| part == b"\r\n\r\n").expect("a head and a body");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let body = answer[end + 4..].to_vec();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut location = String::new();
        for line in head.lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap_or_default();
            if name.eq_ignore_ascii_case("set-cookie") {
                let (name, rest) = value.split_once('=').expect("a cookie has a name");
                let value = rest.split(';').next().unwrap_or_default();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
            if name.eq_ignore_ascii_case("location") {
                location = value.to_owned();
                self.addresses.push(location.clone());
            }
        }
        let text = String::from_utf8_lossy(&body);
        for attribute in ["href=\"", "src=\"", "action=\"", "hx-get=\"", "hx-post=\"", "\"id\":\""] {
            for part in text.split(attribute).skip(1) {
                self.addresses.push(part.split('"').next().unwrap_or_default().to_owned());
            }
        }
        Answer { status, location, body }
    }
}

/// Every byte as `%XX`.
pub fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
