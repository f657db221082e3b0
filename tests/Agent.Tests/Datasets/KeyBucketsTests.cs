using Modelwright.Agent.Datasets.Checks;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Datasets;

public sealed class KeyBucketsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Keys_are_found_again_wherever_they_are_kept(int capacity)
    {
        using var folder = new TempFolder();
        var keys = new KeyBuckets(folder.File("keys"), capacity);
        for (var row = 0; row < 1_000; row++) keys.Add([$"{row % 990}", null], [0, 1], row);

        var entries = Enumerable.Range(0, KeyBuckets.Count).SelectMany(keys.Read).ToList();
        entries.Select(entry => entry.Row).Order().ShouldBe(Enumerable.Range(0, 1_000).Select(row => (long)row));
        entries.GroupBy(entry => entry.Hash).Count(group => group.Count() == 2).ShouldBe(10);
        Directory.Exists(folder.File("keys")).ShouldBe(capacity <= 1_000);
        keys.Remove();
        Directory.Exists(folder.File("keys")).ShouldBeFalse();
    }

    [Fact]
    public void Parts_of_a_key_do_not_run_together()
    {
        using var folder = new TempFolder();
        var keys = new KeyBuckets(folder.File("keys"));
        string?[][] rows = [["a", "bc"], ["ab", "c"], ["abc", ""], ["abc", null], ["", "abc"], [null, "abc"]];
        foreach (var row in rows) keys.Add(row, [0, 1], 0);
        Enumerable.Range(0, KeyBuckets.Count).SelectMany(keys.Read).DistinctBy(entry => entry.Hash).Count().ShouldBe(rows.Length);
    }
}
