//! The registry of diagnostic codes: one row a code. Each row needs a page `explain/NGxxxx.md` (included below, so a
//! missing page does not compile) and at least one document `blueprints/invalid/NGxxxx-*.yaml` (a test counts them).
//!
//! Numbers: 00xx the text cannot be read as a blueprint (exit status 2), 01xx names and references, 02xx addresses,
//! 03xx tiers and routes, 04xx security groups and network ACLs, 05xx AWS limits and resource names, 06xx the address
//! lock (exit status 2 for 060x), 07xx transit gateways, segments and peerings, 08xx
//! sites and routers, 095x packets that are walked there and back, 096x and 097x what a document asks of itself, and
//! what a checklist asks of every network, 098x documents that are checked together, 150x what watches the
//! network, 151x remote access. Numbers are never reused.

/// How grave a finding is. Fixed by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The document renders; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($number:ident $name:ident $severity:ident $title:literal;)*) => {
        /// A diagnostic code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// `NG0203`.
            #[must_use]
            pub fn number(self) -> &'static str {
                match self { $(Self::$name => stringify!($number),)* }
            }

            /// What the code is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Error or warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// The page that `netgen explain` prints: Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("explain/", stringify!($number), ".md")),)* }
            }
        }
    };
}

codes! {
    NG0001 Syntax Error "not valid YAML";
    NG0002 NotText Error "not a text file";
    NG0003 TooLarge Error "the document is too large";
    NG0004 TooDeep Error "nested too deeply";
    NG0005 EmptyDocument Error "the document is empty";
    NG0006 SeveralDocuments Error "several documents in one file";
    NG0007 DuplicateKey Error "a key comes twice";
    NG0008 BadKey Error "not usable as a key";
    NG0009 UnsupportedTag Error "a YAML tag";
    NG0010 AliasBudget Error "aliases repeat too much";
    NG0011 UnquotedIpv6 Error "an IPv6 address without quotes";
    NG0012 UnknownKey Error "unknown key";
    NG0013 WrongType Error "wrong type";
    NG0014 MissingKey Error "a key is missing";
    NG0015 BadValue Error "not a possible value";
    NG0016 UnknownVersion Error "unknown version of the blueprint language";
    NG0017 BadOverlayPath Error "a --set that leads nowhere";
    NG0018 TooManyErrors Error "more errors than are shown";
    NG0101 UnknownPool Error "no such address pool";
    NG0102 UnknownTier Error "no such tier";
    NG0103 UnknownSecurityGroup Error "no such security group";
    NG0104 UnknownZone Error "no such availability zone";
    NG0105 UnknownVpc Error "no such VPC";
    NG0106 UnknownEndpoint Error "no such endpoint";
    NG0107 NameCollision Error "two resources would get one name";
    NG0108 Zones Error "not a possible set of availability zones";
    NG0109 DuplicateItem Error "a list names something twice";
    NG0110 PoolShape Error "conflicting or missing block settings of a pool";
    NG0111 PoolCycle Error "pools are cut from each other";
    NG0112 NameTooLong Error "a resource's name would be too long";
    NG0113 UnknownHub Error "no such transit gateway";
    NG0114 UnknownSegment Error "no such segment";
    NG0115 UnknownGateway Error "no such Direct Connect gateway";
    NG0116 UnknownRouter Error "no such router";
    NG0117 UnknownUplink Error "no such uplink";
    NG0128 ReservedName Error "a name that files or AWS keep for something else";
    NG0129 UnknownService Warning "an endpoint service that netgen does not know";
    NG0130 UnknownRegion Warning "a Region that netgen does not know";
    NG0131 UnknownRegionZone Warning "a zone that the Region does not have";
    NG0132 UnknownAccount Error "no such account";
    NG0133 UnknownDocumentRegion Error "a Region that the document does not list";
    NG0134 AccountShape Error "conflicting or missing settings of accounts and Regions";
    NG0135 OnePlace Error "a module of one account and Region";
    NG0136 OtherRegion Error "a transit gateway of another Region";
    NG0137 DelegatedPool Error "a document uses a pool that it delegates";
    NG0138 PoolsFrom Error "a pool that is not delegated to the document";
    NG0139 DelegationLock Error "no lock to take pools from";
    NG0140 DelegationChanged Warning "a delegated pool changed";
    NG0141 ZoneLetters Warning "zone letters in several accounts";
    NG0142 Partitions Error "Regions or roles of several partitions";
    NG0143 NoOrganization Error "accounts that share, of which nothing says whether they are of one organization";
    NG0144 Participant Error "somebody who cannot take part in a VPC";
    NG0145 StackValues Error "stacks whose names are not known beforehand";
    NG0146 ManyProviders Warning "a root of many providers";
    NG0147 GitSyncNested Error "nested stacks that Git sync cannot deploy";
    NG0148 GitSync Warning "stacks that Git sync cannot deploy";
    NG0149 StateBackend Error "conflicting settings of Terraform's states";
    NG0150 ProviderFloor Error "a feature that the provider has from a later version on";
    NG0201 VpcAddress Error "conflicting or missing block settings of a VPC";
    NG0202 VpcSize Error "not a possible size of a VPC";
    NG0203 OverlappingVpcs Error "two VPCs overlap";
    NG0204 OverlapOnPremises Error "a VPC overlaps a prefix that is in use elsewhere";
    NG0205 PinReserved Error "a pinned subnet overlaps a reserved range";
    NG0206 PinOutside Error "a pinned subnet is outside its VPC";
    NG0207 PinsOverlap Error "pinned subnets overlap";
    NG0208 PinSize Error "a pinned subnet has not its tier's size";
    NG0209 SubnetSize Error "not a possible size of a subnet";
    NG0210 TierSize Error "conflicting or missing size of a tier";
    NG0211 TierBlock Error "a tier is cut from a block that the VPC does not have";
    NG0212 VpcFull Error "no room in the VPC";
    NG0213 PoolFull Error "no room in the pool";
    NG0214 PoolOverlap Error "pools overlap";
    NG0215 PoolOutside Error "a pool is outside the one that it is cut from";
    NG0216 AzSlots Error "not a possible number of zone slots";
    NG0217 NoSlot Error "no slot for another zone";
    NG0218 Ipv6Full Error "no IPv6 subnet left";
    NG0219 RestrictedSecondary Error "AWS does not allow these blocks in one VPC";
    NG0220 ForbiddenRange Error "a range that no VPC can have";
    NG0221 ReserveOutside Error "a reserved range is outside";
    NG0222 PublicRange Warning "addresses that belong to others on the internet";
    NG0223 DefaultVpcRange Warning "the range of AWS's default VPCs";
    NG0224 DockerRange Warning "the range of Docker's bridge";
    NG0225 NearlyFull Warning "more than half of the addresses are used";
    NG0226 VpcOutsidePool Error "a VPC overlaps a pool in part";
    NG0299 PlannerFault Error "netgen contradicted itself";
    NG0301 NoTiers Warning "a VPC without tiers";
    NG0302 PublicAddresses Error "public addresses without a way to the internet";
    NG0303 NatWithoutPublicTier Error "NAT gateways without a tier to hold them";
    NG0304 NatNone Warning "a tier goes out by NAT, but there is none";
    NG0305 UnusedEips Error "elastic IPs without a NAT gateway";
    NG0306 EndpointWithoutTier Error "interface endpoints without a tier to hold them";
    NG0307 UnusedGatewayEndpoint Warning "a gateway endpoint that no tier uses";
    NG0308 FlowLogDestination Error "the flow logs' destination contradicts itself";
    NG0309 FlowLogRetention Error "not a possible retention";
    NG0310 FlowLogInterval Error "not a possible aggregation interval";
    NG0311 DhcpServers Error "servers that DHCP options cannot hold";
    NG0322 EndpointOptions Error "an endpoint contradicts itself";
    NG0323 NamesPastResolver Warning "name servers that do not know private names";
    NG0331 NatOptions Error "NAT options that contradict each other";
    NG0401 RuleWithoutProtocol Error "a rule names no protocol";
    NG0402 RuleContradiction Error "a rule contradicts itself";
    NG0403 DuplicateRule Error "two rules say the same";
    NG0404 RedundantEgress Error "a rule beside one that allows everything";
    NG0405 OpenToInternet Warning "a port that should not face the internet";
    NG0406 AclPeer Error "a network ACL cannot name this";
    NG0407 AclNumber Error "two entries of a network ACL need one number";
    NG0427 AclFull Error "a network ACL with more rules of one kind than its numbers allow";
    NG0428 AclsOfRole Error "network ACLs of a VPC with a role";
    NG0429 OneEnd Warning "a connection that security groups allow at one end only";
    NG0430 UnknownPeer Error "a rule names what is not there";
    NG0501 Quota Error "over a limit of AWS that cannot be raised";
    NG0502 QuotaRaise Warning "over a default quota of AWS";
    NG0503 StackTooLarge Error "a stack over CloudFormation's limits";
    NG0514 TagCount Error "more tags than a resource takes";
    NG0515 NameTag Error "a tag that netgen makes";
    NG0516 PolicySize Error "an endpoint policy over AWS's limit";
    NG0600 LockSyntax Error "not an address lock as netgen writes it";
    NG0601 LockDigest Error "an address lock that was changed by hand or cut off";
    NG0602 LockVersion Error "an address lock of another version";
    NG0603 LockConflictMarker Error "an unresolved merge conflict in the address lock";
    NG0604 LockInconsistent Error "entries of the address lock contradict each other";
    NG0611 LockDisagrees Error "the document wants what the lock does not allow";
    NG0612 Locked Error "the lock would change";
    NG0613 UnknownRelease Error "nothing of that name is in the lock";
    NG0614 KeptWord Error "a word that something else is made of";
    NG0615 Rename Error "not a possible rename";
    NG0616 MaybeRenamed Warning "something gone and something new that are alike";
    NG0617 OtherRoots Error "other roots of Terraform than those that exist";
    NG0701 Attach Error "a VPC's attachment contradicts itself";
    NG0702 RolePath Error "a way through a VPC that is not there for it";
    NG0703 InspectionPair Error "not a pair that can be inspected";
    NG0704 ReservedSegment Error "a name that no segment can have";
    NG0705 ExistingAttachment Error "existing attachments in the wrong place";
    NG0706 UnusedSegment Warning "a segment without members";
    NG0707 HubOptions Error "not a possible transit gateway";
    NG0708 InspectionZones Error "inspection in zones without letters";
    NG0709 Peering Error "not a possible peering";
    NG0710 Central Error "central endpoints that cannot be shared";
    NG0711 Resolver Error "not a possible resolver";
    NG0712 RouteConflict Error "two routes of a table for one destination";
    NG0713 MixedPool Warning "a pool whose VPCs a table treats differently";
    NG0714 SegmentContradiction Error "a segment contradicts itself";
    NG0715 OneWay Warning "a route of the document changes who is reached";
    NG0716 SegmentPrefixes Error "prefixes of two segments overlap";
    NG0717 PeeringBypass Warning "a peering past the segments";
    NG0718 NoWayBack Warning "a tier whose packets for the transit gateway go nowhere";
    NG0719 OwnExit Warning "a tier that leaves to the internet past its segment";
    NG0720 Ipv6Transit Warning "IPv6 that does not cross a transit gateway";
    NG0740 PeeringAttachment Error "a peering of transit gateways that cannot have routes";
    NG0741 DefaultTables Error "isolation on a gateway whose default route tables may be on";
    NG0742 TheirHub Error "what a gateway of another team cannot have";
    NG0743 PeerRole Error "a peering that CloudFormation cannot accept";
    NG0801 RouterCapability Error "a router's platform cannot do this";
    NG0802 RouterValue Error "a value that a router does not take";
    NG0803 RouterAnchor Warning "a site's prefix that only a route to exactly it announces";
    NG0804 Binding Error "what AWS says does not belong to this network";
    NG0805 Site Error "a site contradicts itself";
    NG0806 Prefer Error "conflicting or missing preference of uplinks";
    NG0807 VpnFirst Error "a VPN connection before Direct Connect";
    NG0808 StaticVpn Error "a static VPN connection where AWS would choose otherwise";
    NG0809 PreferenceLevels Error "more Direct Connect uplinks in a row than AWS can order";
    NG0810 SeveralGateways Error "uplinks of one order on several Direct Connect gateways";
    NG0811 EqualAsns Error "two speakers on one path have one ASN";
    NG0812 SitePrefix Error "a site's prefix is in use elsewhere";
    NG0813 VlanTwice Error "a connection holds fewer virtual interfaces";
    NG0814 OutsideAddress Error "an outside address inside the site's own prefixes";
    NG0815 JumboBesideVpn Warning "jumbo frames beside a VPN connection";
    NG0816 AnnouncedPrefixes Error "more prefixes than a session takes";
    NG0817 GatewayKinds Error "not a possible Direct Connect gateway";
    NG0818 SinglePoint Warning "one failure cuts the site off";
    NG0819 EqualUplinks Error "equal uplinks on routers that keep state";
    NG0820 AsymmetricUplinks Warning "equal uplinks on different routers";
    NG0821 Link Error "not a possible link";
    NG0822 LinkPoolFull Error "no link left";
    NG0823 NotYet Error "not supported yet";
    NG0824 UplinkValue Error "a value that an uplink cannot have";
    NG0825 RouterByHand Warning "a VPN connection whose tunnels netgen writes for no router";
    NG0826 UnusedConnectGateway Warning "a Direct Connect gateway that no uplink uses";
    NG0827 FirstHop Error "not a possible virtual address";
    NG0830 Connect Error "not a possible Connect peer";
    NG0831 ConnectBlock Error "not a possible address of a Connect peer";
    NG0832 ConnectPeers Error "more Connect peers than an attachment takes";
    NG0833 ConnectPath Error "a GRE tunnel that does not get to the transit gateway";
    NG0834 ConnectBeside Error "what cannot stand beside Connect peers yet";
    NG0840 SharedAnchor Error "an aggregate that routes of others would keep announced";
    NG0841 SiteIpv6Prefix Error "not a possible IPv6 prefix of a site";
    NG0842 SiteIpv6End Error "IPv6 prefixes of a site that nothing carries";
    NG0843 SiteIpv6Router Error "a router that cannot carry the site's IPv6";
    NG0860 InternetAtSite Error "a default route by a site";
    NG0861 SharedOutside Warning "one outside address in two sites";
    NG0862 BetweenInterfaces Warning "sites that reach each other over one Direct Connect gateway";
    NG0863 StatefulFailover Warning "a failover that cuts TCP sessions";
    NG0864 CloudHub Warning "a VPN gateway that announces sites to each other";
    NG0865 TunnelRecursion Error "a tunnel inside itself";
    NG0866 ClearUplink Error "a way in that is not encrypted";
    NG0867 Transport Error "not a possible VPN connection inside Direct Connect";
    NG0868 MixedGateway Error "packets in clear beside tunnels on one Direct Connect gateway";
    NG0869 GatewayBlock Error "a transit gateway's own block is in use elsewhere";
    NG0870 PublicInterface Error "not a possible public virtual interface";
    NG0871 PublicPrefix Error "not a prefix of a public virtual interface";
    NG0872 LongPublicPrefix Warning "a public prefix that the internet does not carry";
    NG0873 Connection Error "not a possible Direct Connect connection or LAG";
    NG0874 HostedLag Error "a hosted connection where AWS takes dedicated ones";
    NG0875 UnknownConnection Error "no such Direct Connect connection or LAG";
    NG0876 RouterLag Error "not a possible LAG of a router";
    NG0880 SiteLink Error "not a possible SiteLink";
    NG0881 UnusedSiteLink Warning "SiteLink that no two sites make use of";
    NG0884 SeveralVpcs Error "not a possible site of several VPCs";
    NG0885 JoinedVpcs Error "a site's prefix that joins VPCs";
    NG0886 GatewayOverlap Error "VPCs of one Direct Connect gateway share addresses";
    NG0890 TunnelOption Error "not a possible option of a tunnel";
    NG0891 Accelerated Error "not a possible accelerated VPN connection";
    NG0892 LargeTunnels Error "large tunnels that AWS does not have there";
    NG0893 TunnelLogs Error "not a possible log of tunnels";
    NG0894 PortCapacity Warning "a port that is larger than the tunnels inside";
    NG0895 CarriedVpn Error "not a possible VPN connection over a public virtual interface";
    NG0896 Concentrator Error "not a possible connection to a VPN Concentrator";
    NG0897 ConcentratorTurn Warning "sites that reach each other over one VPN Concentrator";
    NG0950 AclReplies Warning "replies that a network ACL drops";
    NG0960 UnusedAccept Warning "a warning that is accepted and not there";
    NG0961 RequiredTag Error "a tag that the document requires is missing";
    NG0962 RequiredZones Error "fewer zones than the document requires";
    NG0963 RequiredFlowLogs Error "flow logs that the document requires are missing";
    NG0964 RequiredEgress Error "a group without the egress that the document requires it to state";
    NG0965 RequiredNat Error "one NAT gateway where the document requires one in each zone";
    NG0966 RequiredEndpoints Error "a gateway endpoint that the document requires is missing";
    NG0968 SharedNat Warning "one NAT gateway that several VPCs depend on";
    NG0969 OneZone Warning "a network in one zone";
    NG0970 SingleNat Warning "one NAT gateway for several zones";
    NG0971 NoFlowLogs Warning "a VPC without flow logs";
    NG0972 AnyEgress Warning "a security group that opens everything";
    NG0973 NatWithoutEndpoint Warning "NAT without a gateway endpoint for S3";
    NG0974 NeverMeet Warning "security groups that never meet";
    NG0980 BlocksBetween Error "addresses of two documents overlap";
    NG0981 NameBetween Error "two documents make something of one name";
    NG0982 AsnBetween Warning "two documents use one autonomous system";
    NG0983 LinkBetween Warning "two documents use one link";
    NG1501 NoTarget Error "an alarm without a notification target";
    NG1502 AlarmThreshold Error "a threshold that an alarm cannot have";
    NG1503 NothingToWatch Error "nothing that an alarm, a dashboard or a query could be about";
    NG1504 HostedLight Error "light levels of a hosted connection";
    NG1505 UnansweredQuery Warning "a saved query that no flow log has records for";
    NG1510 AccessBlock Error "not a possible block of remote access";
    NG1511 AccessOverlap Error "a block of remote access is in use elsewhere";
    NG1512 AccessTier Error "not a tier that people can dial into";
    NG1513 AccessLogin Error "not a possible login of remote access";
    NG1514 AccessReach Error "not something that remote access reaches";
    NG1515 AccessWay Error "no way from where people dial in to what they are to reach";
    NG1516 AccessOption Error "not a possible option of remote access";
    NG1517 AccessUsers Error "more people than remote access has room for";
    NG1518 FullTunnel Warning "a full tunnel without a way to the internet";
}

#[cfg(test)]
#[path = "codes_tests.rs"]
mod tests;
