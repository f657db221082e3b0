using System.Net;
using CsCheck;

namespace Modelwright.Artifacts.Tests;

public sealed class RefusedAddressesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("10.96.0.1")]
    [InlineData("172.16.4.4")]
    [InlineData("192.168.1.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("fd12:3456::1")]
    [InlineData("64:ff9b::808:808")]
    public void Reason_address_of_a_store_is_accepted(string address) =>
        RefusedAddresses.Reason(IPAddress.Parse(address), ArtifactUriRules.Strict).ShouldBeNull();

    [Fact]
    public void Reason_mapped_address_is_judged_like_the_address_it_maps() =>
        Gen.Byte.Array[4].Sample(bytes =>
        {
            var plain = new IPAddress(bytes);
            RefusedAddresses.Reason(plain.MapToIPv6(), ArtifactUriRules.Strict)
                .ShouldBe(RefusedAddresses.Reason(plain, ArtifactUriRules.Strict));
        });

    [Fact]
    public void Reason_every_loopback_and_link_local_address_is_refused() =>
        Gen.Select(Gen.Byte.Array[2], Gen.Bool).Sample((tail, loopback) =>
        {
            byte[] bytes = loopback ? [127, 0, .. tail] : [169, 254, .. tail];
            RefusedAddresses.Reason(new IPAddress(bytes), ArtifactUriRules.Strict).ShouldNotBeNull();
        });
}
