using System.Net;
using Modelwright.LocalCluster.Services;

namespace Modelwright.LocalCluster.Tests.Services;

public sealed class AddressPoolTests
{
    private readonly AddressPool pool = new(IPAddress.Parse("127.40.16.0"));

    [Fact]
    public void Addresses_are_unique_and_inside_the_pool()
    {
        var taken = Enumerable.Range(0, 500).Select(_ => pool.Take()).ToList();
        taken.Distinct().Count().ShouldBe(500);
        taken.ShouldAllBe(address => pool.Contains(address));
        taken[0].ToString().ShouldBe("127.40.16.2");
    }

    [Fact]
    public void A_returned_address_rests_while_others_are_free()
    {
        var first = pool.Take();
        pool.Return(first);
        Enumerable.Range(0, AddressPool.Size - 4).Select(_ => pool.Take()).ShouldNotContain(first);
        pool.Take().ShouldBe(first);
        Should.Throw<InvalidOperationException>(() => pool.Take());
    }

    [Fact]
    public void Next_address_passes_over_those_in_use() =>
        pool.NextExcept(new HashSet<string> { "127.40.16.2", "127.40.16.3" }).ToString().ShouldBe("127.40.16.4");

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("127.0.0.1")]
    public void Only_aligned_loopback_ranges_are_pools(string start) =>
        Should.Throw<ArgumentException>(() => new AddressPool(IPAddress.Parse(start)));

    [Fact]
    public void Two_clusters_never_share_a_pair_of_pools()
    {
        using var first = AddressReservation.TakeFrom(17);
        AddressReservation.TryTake(first.Index).ShouldBeNull();
        using var second = AddressReservation.TakeFrom(first.Index);
        second.Index.ShouldNotBe(first.Index);
        first.Dispose();
        using var again = AddressReservation.TryTake(first.Index).ShouldNotBeNull();
        again.Pods.Start.ShouldNotBe(again.Services.Start);
    }
}
