//! Answers the one look-up that modules have, on the loopback address: the attachment of a Direct Connect gateway to a transit gateway.
//!
//! In: `DescribeTransitGatewayAttachments` with filters. Out: one attachment, with an id that is made of both gateways' ids.
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html>

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves until the process ends; the address.
pub fn serve() -> io::Result<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // One that is cut off is asked again.
            drop(answer(stream));
        }
    });
    Ok(format!("http://{address}"))
}

fn answer(mut stream: TcpStream) -> io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 0 && !line.trim().is_empty() {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or_default();
        }
        line.clear();
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    let (status, text) = if body.contains("Action=DescribeTransitGatewayAttachments") {
        ("200 OK", attachment(&filter(&body, "transit-gateway-id"), &filter(&body, "resource-id")))
    } else {
        (
            "400 Bad Request",
            format!(
                "<Response><Errors><Error><Code>InvalidAction</Code><Message>{}</Message></Error></Errors></Response>",
                action(&body)
            ),
        )
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(text.as_bytes())
}

fn action(body: &str) -> &str {
    body.split('&').find_map(|field| field.strip_prefix("Action=")).unwrap_or_default()
}

/// The first value of a filter, of a body `Filter.1.Name=resource-id&Filter.1.Value.1=…`.
fn filter(body: &str, name: &str) -> String {
    let fields: Vec<(&str, &str)> = body.split('&').filter_map(|field| field.split_once('=')).collect();
    let own = fields.iter().find(|(key, value)| key.ends_with(".Name") && *value == name);
    let value = own.and_then(|(key, _)| {
        let wanted = format!("{}.Value.1", key.trim_end_matches(".Name"));
        fields.iter().find(|(key, _)| *key == wanted)
    });
    value.map(|(_, value)| (*value).to_owned()).unwrap_or_default()
}

fn attachment(gateway: &str, resource: &str) -> String {
    format!(
        "<DescribeTransitGatewayAttachmentsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>made-up</requestId>\
         <transitGatewayAttachments><item><transitGatewayAttachmentId>tgw-attach-{gateway}-{resource}</transitGatewayAttachmentId>\
         <transitGatewayId>{gateway}</transitGatewayId><resourceId>{resource}</resourceId><resourceOwnerId>123456789012</resourceOwnerId>\
         <resourceType>direct-connect-gateway</resourceType><state>available</state></item></transitGatewayAttachments>\
         </DescribeTransitGatewayAttachmentsResponse>"
    )
}
