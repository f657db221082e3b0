using Modelwright.ModelServer.Feedback;
using Modelwright.Statistics.Randomness;

namespace Modelwright.ModelServer.Tests.Feedback;

public sealed class DuplicateFilterTests
{
    [Fact]
    public void Add_knows_all_of_the_window_and_takes_almost_no_new_one_for_known()
    {
        var filter = new DuplicateFilter();
        var random = RandomStream.Of(7, 0);
        var seen = new List<ulong>();
        var mistaken = 0;
        for (var i = 0; i < DuplicateFilter.Capacity; i++)
        {
            // Half of the tokens are numbered one after the other, as those of one server are.
            var token = i % 2 == 0 ? (ulong)i : random.NextBelow(ulong.MaxValue);
            seen.Add(token);
            if (!filter.Add(token, 0)) mistaken++;
        }

        mistaken.ShouldBeLessThan(DuplicateFilter.Capacity / 10_000);
        seen.ShouldAllBe(token => !filter.Add(token, 0));
    }

    [Fact]
    public void Add_forgets_what_is_two_windows_old_and_not_what_is_one()
    {
        var filter = new DuplicateFilter();
        var others = Enumerable.Range(1, 3 * DuplicateFilter.Capacity).Select(i => (ulong)i << 32).ToArray();
        filter.Add(1, 0).ShouldBeTrue();
        foreach (var token in others.Take(DuplicateFilter.Capacity)) filter.Add(token, 0);
        filter.Add(1, 0).ShouldBeFalse();
        foreach (var token in others.Skip(DuplicateFilter.Capacity)) filter.Add(token, 0);
        filter.Add(1, 0).ShouldBeTrue();
    }

    [Fact]
    public void Add_tells_the_rows_of_a_token_apart()
    {
        var filter = new DuplicateFilter();
        Enumerable.Range(0, TokenCodec.MaxRows).ShouldAllBe(row => filter.Add(42, row));
        Enumerable.Range(0, TokenCodec.MaxRows).ShouldAllBe(row => !filter.Add(42, row));
    }
}
