//! How people and the endpoint prove who they are: ARNs of the right services, in the right Region and account.

use super::Resolver;
use crate::diagnostic::{Code, Spanned};
use crate::net::Arn;
use crate::network::Login;

impl Resolver<'_> {
    /// The ways to log in, certificates first.
    pub(super) fn logins(&mut self) -> Vec<Login> {
        let login = &self.written.login.value;
        let mut logins = Vec::new();
        if let Some(chain) = &login.certificates {
            self.certificate_of("certificates", chain);
            logins.push(Login::Certificates(chain.value.clone()));
        }
        if let Some(directory) = &login.directory {
            logins.push(Login::Directory(directory.value.clone()));
        }
        if let Some(provider) = &login.saml {
            self.provider("saml", provider);
            let self_service = login.self_service_saml.as_ref().map(|one| one.value.clone());
            let self_service = self_service.or_else(|| self.written.self_service.value.then(|| provider.value.clone()));
            logins.push(Login::Saml { provider: provider.value.clone(), self_service });
        }
        if let Some(page) = &login.self_service_saml {
            self.provider("self_service_saml", page);
            if login.saml.is_none() || !self.written.self_service.value {
                let message = "`self_service_saml` is of no page for self-service";
                let why = "the page is there with `self_service: true`, and people log in on it by `saml`";
                let help = "write `saml` and `self_service: true`, or remove it";
                self.error(Code::AccessLogin, message, page.span, why, help);
            }
        }
        self.contradictions(logins.is_empty());
        logins
    }

    /// Logins that AWS does not take together.
    fn contradictions(&mut self, is_empty: bool) {
        let Spanned { value: login, span } = &self.written.login;
        if is_empty {
            let message = format!("nobody can log in to remote access `{}`", self.name.value);
            let help = "write `login: {certificates: ARN}`, `{saml: ARN}` or `{directory: d-…}`";
            self.error(Code::AccessLogin, message, *span, "AWS makes no endpoint that anybody may use", help);
        }
        if let (Some(directory), Some(_)) = (&login.directory, &login.saml) {
            let message = "people log in by a directory and by an identity provider";
            let why = "AWS takes certificates and one of the two, never both";
            self.error(Code::AccessLogin, message, directory.span, why, "keep one of `directory` and `saml`");
        }
        let page = self.written.self_service;
        if page.value && login.saml.is_none() && login.directory.is_none() {
            let message = "a page for self-service, and nobody who could log in on it";
            let why =
                "people fetch the client there by the directory or the identity provider; a certificate logs nobody in";
            self.error(
                Code::AccessLogin,
                message,
                page.span,
                why,
                "write `saml` or `directory` under `login`, or remove it",
            );
        }
    }

    /// The server's certificate.
    pub(super) fn certificate(&mut self) {
        self.certificate_of("certificate", &self.written.certificate);
    }

    fn certificate_of(&mut self, key: &str, arn: &Spanned<Arn>) {
        let region = self.scope.region.to_string();
        let is_certificate = arn.value.service() == "acm" && arn.value.resource().starts_with("certificate/");
        let example = format!("`arn:{}:acm:{region}:ACCOUNT:certificate/ID`", self.scope.region.partition());
        if !is_certificate {
            let message = format!("`{key}` is `{}`, which is no certificate of ACM", arn.value);
            let why = "AWS takes certificates of AWS Certificate Manager alone; import one that came from elsewhere";
            self.error(Code::AccessLogin, message, arn.span, why, format!("write {example}"));
        } else if arn.value.region() != region {
            let message = format!("`{key}` is of {}, and the VPC is in {region}", arn.value.region());
            let why = "an endpoint takes certificates of its own Region";
            self.error(Code::AccessLogin, message, arn.span, why, format!("import it there, and write {example}"));
        }
        self.account_of(key, arn);
    }

    fn provider(&mut self, key: &str, arn: &Spanned<Arn>) {
        if arn.value.service() != "iam" || !arn.value.resource().starts_with("saml-provider/") {
            let message = format!("`{key}` is `{}`, which is no SAML provider of IAM", arn.value);
            let why = "AWS Client VPN asks an identity provider by the SAML provider that IAM has of it";
            let partition = self.scope.region.partition();
            let help = format!("write `arn:{partition}:iam::ACCOUNT:saml-provider/NAME`");
            self.error(Code::AccessLogin, message, arn.span, why, help);
        }
        self.account_of(key, arn);
    }

    /// What an endpoint names is of its own account.
    fn account_of(&mut self, key: &str, arn: &Spanned<Arn>) {
        let own = self.scope.account.map(|owner| &self.scopes.accounts[owner.0]);
        let Some((account, id)) = own.and_then(|own| Some((own, own.id.as_ref()?))) else { return };
        if arn.value.account() != id.to_string() {
            let message = format!("`{key}` is of account {}, and the VPC of `{}`", arn.value.account(), account.name);
            let why = "an endpoint takes certificates and providers of its own account";
            self.error(Code::AccessLogin, message, arn.span, why, format!("write one of account {id}"));
        }
    }
}
