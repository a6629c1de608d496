//! Names of endpoint services, as of 2026-11-29: data. Nothing here knows a document.
//!
//! Sources: the page of AWS services that integrate with PrivateLink
//! (<https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>), the table of the AWS CDK
//! (`aws-ec2/lib/vpc-endpoint.ts`, which is what `aws ec2 describe-vpc-endpoint-services` answers in the Regions of every
//! partition), the page of services that can be reached across Regions in China
//! (<https://docs.amazonaws.cn/en_us/vpc/latest/privatelink/aws-services-cross-region-privatelink-support.html>). A Region
//! need not offer all of them.

/// Short names behind `com.amazonaws.<region>.`, in order.
pub(super) const REGIONAL: &str = "\
    access-analyzer account acm acm-fips acm-pca acm-pca-fips aiops airflow.api airflow.api-fips airflow.env \
    airflow.env-fips airflow.ops analytics-omics apigateway app-integrations appconfig appconfig-fips appconfigdata \
    appconfigdata-fips application-autoscaling application-signals applicationinsights appmesh \
    appmesh-envoy-management apprunner apprunner.requests appstream.api appstream.streaming appsync-api apptest aps \
    aps-workspaces arsenal-discovery athena auditmanager autoscaling autoscaling-plans awsconnector b2bi backup \
    backup-gateway batch bcm-pricing-calculator bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore \
    bedrock-agentcore.gateway bedrock-data-automation bedrock-data-automation-fips bedrock-data-automation-runtime \
    bedrock-data-automation-runtime-fips bedrock-fips bedrock-runtime bedrock-runtime-fips billing billingconductor \
    braket cases cassandra cassandra-fips ce cleanrooms cleanrooms-ml cloudcontrolapi cloudcontrolapi-fips \
    clouddirectory cloudformation cloudhsmv2 cloudtrail codeartifact.api codeartifact.repositories codebuild \
    codebuild-fips codecatalyst.git codecatalyst.packages codecommit codecommit-fips codeconnections.api codedeploy \
    codedeploy-commands-secure codeguru-profiler codeguru-reviewer codepipeline codestar-connections.api \
    codewhisperer cognito-identity cognito-identity-fips cognito-idp cognito-idp-fips comprehend comprehendmedical \
    compute-optimizer config connect-campaigns console control-storage-omics controlcatalog cost-optimization-hub \
    data-servicediscovery data-servicediscovery-fips databrew dataexchange datasync datazone dax deadline.management \
    deadline.scheduling deviceadvisor.iot devops-guru dicom-medical-imaging diode-messaging diode-messaging-proxy \
    discovery dms dms-fips drs ds ds-data dsql dynamodb dynamodb-fips dynamodb-streams ebs ec2 ec2messages \
    ecr-public.api ecr.api ecr.dkr ecs ecs-agent ecs-telemetry eks eks-auth elastic-inference.runtime elasticache \
    elasticache-fips elasticbeanstalk elasticbeanstalk-health elasticfilesystem elasticfilesystem-fips \
    elasticloadbalancing elasticmapreduce email email-fips email-smtp emr-containers emr-serverless \
    emr-serverless-services.livy emr-serverless.dashboard emrwal.prod entityresolution events evidently \
    evidently-dataplane execute-api finspace finspace-api fis forecast forecast-fips forecastquery forecastquery-fips \
    frauddetector fsx fsx-fips geo.geofencing geo.maps geo.metadata geo.places geo.routes geo.tracking git-codecommit \
    git-codecommit-fips glue glue.dashboard grafana grafana-workspace greengrass groundstation guardduty \
    guardduty-data guardduty-data-fips guardduty-fips healthlake identitystore imagebuilder inspector-scan inspector2 \
    internetmonitor internetmonitor-fips invoicing iot.api iot.credentials iot.data iot.fleethub.api iotfleetwise \
    iotroborunner iotsitewise.api iotsitewise.data iottwinmaker.api iottwinmaker.data iotwireless.api kafka \
    kafka-fips kafkaconnect kendra kinesis-firehose kinesis-streams kinesis-streams-fips kinesisanalytics \
    kinesisanalytics-fips kms kms-fips lakeformation lambda launchwizard license-manager license-manager-fips \
    license-manager-linux-subscriptions license-manager-linux-subscriptions-fips license-manager-user-subscriptions \
    logs lookoutequipment lookoutmetrics lookoutvision lorawan.cups lorawan.lns m2 macie2 mail-manager \
    mail-manager-fips managedblockchain-query managedblockchain.bitcoin.mainnet managedblockchain.bitcoin.testnet \
    mediaconnect medical-imaging memory-db memorydb-fips mgn migrationhub-orchestrator migrationhub-strategy \
    models-v2-lex monitoring mq neptune-graph neptune-graph-data neptune-graph-fips network-firewall \
    network-firewall-fips networkflowmonitor networkflowmonitorreports networkmonitor nimble observabilityadmin \
    organizations organizations-fips outposts panorama payment-cryptography.controlplane \
    payment-cryptography.dataplane pca-connector-ad pca-connector-scep pcs pcs-fips personalize personalize-events \
    personalize-runtime pi pi-fips pinpoint pinpoint-sms-voice-v2 pipes pipes-data pipes-fips polly pricing.api \
    private-networks profile proton q qapps qldb.session quicksight-website ram rbin rds rds-data redshift \
    redshift-data redshift-data-fips redshift-fips redshift-serverless redshift-serverless-fips refactor-spaces \
    rekognition rekognition-fips repostspace resource-groups resource-groups-fips robomaker rolesanywhere rum \
    rum-dataplane runtime-medical-imaging runtime-v2-lex s3 s3-outposts s3tables s3vectors \
    sagemaker-data-science-assistant sagemaker-geospatial sagemaker.api sagemaker.api-fips \
    sagemaker.featurestore-runtime sagemaker.metrics sagemaker.runtime sagemaker.runtime-fips schemas scn \
    secretsmanager securityhub securitylake securitylake-fips serverlessrepo service.user-subscriptions \
    servicecatalog servicecatalog-appregistry servicediscovery servicediscovery-fips shield shield-fips signin \
    simspaceweaver sms sms-fips snow-device-management sns social-messaging sqs sqs-fips ssm ssm-contacts ssm-fips \
    ssm-incidents ssm-quicksetup ssmmessages states storage-omics storagegateway streaming-rekognition \
    streaming-rekognition-fips sts sts-fips swf swf-fips sync-states synthetics synthetics-fips tagging tags-omics \
    tax textract textract-fips thinclient.api timestream-influxdb timestream-influxdb-fips tnb transcribe \
    transcribestreaming transfer transfer.server translate trustedadvisor verifiedpermissions voiceid vpc-lattice \
    wafv2 wafv2-fips wellarchitected wisdom workflows-omics workmail workspaces workspaces-web workspaces-web-fips \
    xray";

/// Short names of the services that have another form, with the full name: `{}` is the Region. In order.
pub(super) const OTHER_FORMS: &[(&str, &str)] = &[
    ("bcm-data-exports", "aws.api.{}.bcm-data-exports"),
    ("cassandra-streams", "api.aws.{}.cassandra-streams"),
    ("codecatalyst", "aws.api.global.codecatalyst"),
    ("experiments", "aws.sagemaker.{}.experiments"),
    ("freetier", "aws.api.{}.freetier"),
    ("iam", "com.amazonaws.iam"),
    ("kendra-ranking", "aws.api.{}.kendra-ranking"),
    ("notebook", "aws.sagemaker.{}.notebook"),
    ("partner-app", "aws.sagemaker.{}.partner-app"),
    ("qbusiness", "aws.api.{}.qbusiness"),
    ("route53", "com.amazonaws.route53"),
    ("s3-global.accesspoint", "com.amazonaws.s3-global.accesspoint"),
    ("savingsplans", "com.amazonaws.savingsplans"),
    ("studio", "aws.sagemaker.{}.studio"),
];

/// Services of the whole partition that live in one Region, that of IAM and Route 53: an endpoint in another Region names it.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam_vpc_endpoint_create.html>
pub(super) const AT_HOME: &[&str] = &["iam", "route53"];

/// The Region of those, by partition.
pub(super) const HOMES: &[(&str, &str)] =
    &[("aws", "us-east-1"), ("aws-cn", "cn-north-1"), ("aws-us-gov", "us-gov-west-1")];

/// Services without names of their own in a VPC: private DNS cannot be asked for. In order.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html>,
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html>,
/// <https://docs.aws.amazon.com/iot/latest/developerguide/IoTCore-VPC.html>
pub(super) const WITHOUT_PRIVATE_DNS: &str =
    "dynamodb dynamodb-fips dynamodb-streams iot.credentials iot.data s3-outposts";

/// Interface endpoints whose names begin otherwise in a Region; those of other services, and every gateway endpoint, begin
/// with `com.amazonaws` there as well. No rule distinguishes them. In order.
pub(super) const PREFIXES: &[(&str, &str, &str)] = &[
    ("cn-north-1", "cn.com.amazonaws", CHINA),
    ("cn-northwest-1", "cn.com.amazonaws", CHINA),
    ("eusc-de-east-1", "eu.amazonaws", "ecr.api ecr.dkr execute-api securityhub"),
    (
        "us-iso-east-1",
        "gov.ic.c2s",
        "application-autoscaling athena autoscaling comprehend diode-messaging diode-messaging-proxy ebs ec2 ecr.api \
         ecr.dkr elasticfilesystem elasticfilesystem-fips execute-api sagemaker.api sagemaker.runtime sns sqs \
         textract textract-fips transcribe workspaces",
    ),
    (
        "us-iso-west-1",
        "gov.ic.c2s",
        "autoscaling ebs ec2 ecr.api ecr.dkr elasticfilesystem elasticfilesystem-fips execute-api monitoring sns sqs \
         workspaces",
    ),
    (
        "us-isob-east-1",
        "gov.sgov.sc2s",
        "application-autoscaling autoscaling diode-messaging diode-messaging-proxy ebs ec2 ecr.api ecr.dkr \
         elasticfilesystem elasticfilesystem-fips execute-api sagemaker.api sagemaker.runtime sns sqs workspaces",
    ),
    ("us-isob-west-1", "gov.sgov.sc2s", "ecr.api ecr.dkr elasticfilesystem-fips execute-api"),
    ("us-isof-south-1", "gov.ic.hci.csp", "ebs ecr.api ecr.dkr execute-api"),
    ("us-isof-east-1", "gov.ic.hci.csp", "ebs ecr.api ecr.dkr execute-api"),
    ("eu-isoe-west-1", "uk.adc-e.cloud", "ebs ecr.api ecr.dkr execute-api"),
];

/// Of both Regions in China.
const CHINA: &str = "\
    account application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch cassandra \
    cloudcontrolapi cloudformation codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks elasticache \
    elasticbeanstalk elasticfilesystem elasticfilesystem-fips emr-containers execute-api fsx imagebuilder iot.data \
    iotsitewise.api iotsitewise.data kinesis-streams kinesisanalytics-fips kms-fips lambda license-manager monitoring \
    polly rds redshift redshift-data s3 sagemaker.api sagemaker.featurestore-runtime sagemaker.runtime securityhub \
    servicecatalog sms sqs states sts sync-states synthetics transcribe transcribestreaming transfer workspaces xray";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::ServiceName;

    #[test]
    fn services_are_names_in_order_and_have_one_form() {
        let others: Vec<&str> = OTHER_FORMS.iter().map(|row| row.0).collect();
        let known: Vec<&str> = REGIONAL.split(' ').collect();
        let prefixed = PREFIXES.iter().map(|row| row.2);
        for list in prefixed.chain([WITHOUT_PRIVATE_DNS]).map(|list| list.split(' ').collect()).chain([known.clone()]) {
            assert!(list.is_sorted_by(|one, next| one < next), "{list:?}");
            for service in list {
                assert!(service.parse::<ServiceName>().is_ok(), "{service}");
                assert!(known.contains(&service), "{service}");
            }
        }
        assert!(others.is_sorted() && others.iter().all(|service| !known.contains(service)));
        assert!(AT_HOME.iter().all(|service| others.contains(service)));
    }
}
