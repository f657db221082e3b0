using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class FrequentCategoriesTests
{
    private static readonly KeyValuePair<string, long>[] TwoPods = [new("b", 5), new("a", 5), new("c", 9), new("b", 5), new("never", 0)];

    [Fact]
    public void Of_counts_of_pods_are_added_and_ordered()
    {
        FrequentCategories.Of(TwoPods).Values.ShouldBe(["b", "c", "a"]);
        FrequentCategories.Of(TwoPods.Reverse(), most: 2).Values.ShouldBe(["b", "c"]);
        FrequentCategories.Of([new("b", 1), new("a", 1)], most: 1).Values.ShouldBe(["a"]);
    }

    [Fact]
    public void Coarsen_what_is_not_a_category_is_among_the_others() =>
        FrequentCategories.Of(TwoPods, most: 2).Coarsen([new("c", 1), new("new", 2), new("b", 3), new("c", 4)], other: 10)
            .ShouldBe([3, 5, 12]);

    [Fact]
    public void Coarsen_without_categories_is_one_sum() => FrequentCategories.Of([]).Coarsen(TwoPods).ShouldBe([24]);

    [Fact]
    public void Negative_counts_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => FrequentCategories.Of([new("a", -1)]));
        Should.Throw<ArgumentOutOfRangeException>(() => FrequentCategories.Of([]).Coarsen([new("a", -1)]));
        Should.Throw<ArgumentOutOfRangeException>(() => FrequentCategories.Of([]).Coarsen([], other: -1));
    }
}
