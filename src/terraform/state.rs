//! Where the state of a root module lies: in comes the backend of the document and the root's folder, out goes a block `backend`. The key is
//! made of the folder, which never changes, so no state has to be moved when an account, a Region or a VPC comes.
//!
//! <https://developer.hashicorp.com/terraform/language/backend/s3>

use super::Required;
use super::hcl::Hcl;
use crate::blueprint::S3Backend;
use crate::net::{Arn, ProfileName, TableName};
use crate::network::Network;

/// The oldest Terraform that locks a state by a file beside it.
const FOR_LOCK_FILE: Required = Required(1, 10);

/// The oldest Terraform whose backend takes the argument `assume_role`.
const FOR_ROLE: Required = Required(1, 6);

/// The oldest Terraform that knows all that the block says.
pub(super) fn required(backend: &S3Backend) -> Required {
    if backend.lock_table.is_none() { FOR_LOCK_FILE } else { FOR_ROLE }
}

/// The block, for the root in a folder below `terraform`, which ends with a slash or is empty.
pub(super) fn backend(backend: &S3Backend, network: &Network, folder: &str, out: &mut Hcl) {
    let prefix = backend.prefix.as_ref().map_or(network.name.as_str(), |prefix| prefix.as_str());
    let region = backend.region.as_ref().unwrap_or(&network.home().region);
    out.open_block("backend", &["s3"]);
    let mut say = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            out.attribute(name);
            out.text(value);
        }
    };
    say("bucket", Some(backend.bucket.as_str()));
    say("key", Some(&format!("{prefix}/{folder}terraform.tfstate")));
    say("region", Some(region.as_str()));
    say("kms_key_id", backend.kms_key.as_ref().map(Arn::as_str));
    say("dynamodb_table", backend.lock_table.as_ref().map(TableName::as_str));
    say("profile", backend.profile.as_ref().map(ProfileName::as_str));
    out.attribute("encrypt");
    out.flag(true);
    if backend.lock_table.is_none() {
        out.attribute("use_lockfile");
        out.flag(true);
    }
    if let Some(role) = &backend.role {
        out.attribute("assume_role");
        out.open_object();
        out.object_key("role_arn");
        out.text(role.as_str());
        out.close_object();
    }
    out.close_block();
}
