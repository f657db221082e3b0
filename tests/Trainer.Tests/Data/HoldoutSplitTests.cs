using CsCheck;
using Modelwright.Trainer.Data;

namespace Modelwright.Trainer.Tests.Data;

public sealed class HoldoutSplitTests
{
    private static readonly Gen<(int[] Labels, double Fraction, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 4].Array[2, 200], Gen.Double[0.01, 0.99], Gen.Int)
            .Where((labels, _, _) => labels.GroupBy(l => l).All(g => g.Count() >= 2));

    [Fact]
    public void Every_row_is_in_one_part_in_file_order() => Cases.Sample(c =>
    {
        var split = HoldoutSplit.Stratified(c.Labels, c.Fraction, c.Seed);
        split.Training.Concat(split.Holdout).Order().ShouldBe(Enumerable.Range(0, c.Labels.Length));
        split.Training.ShouldBe(split.Training.Order());
        split.Holdout.ShouldBe(split.Holdout.Order());
    });

    [Fact]
    public void Every_class_is_in_both_parts_in_its_share() => Cases.Sample(c =>
    {
        var split = HoldoutSplit.Stratified(c.Labels, c.Fraction, c.Seed);
        foreach (var members in c.Labels.GroupBy(l => l))
        {
            var held = split.Holdout.Count(row => c.Labels[row] == members.Key);
            held.ShouldBeInRange(1, members.Count() - 1);
            if (held > 1 && held < members.Count() - 1) Math.Abs(held - members.Count() * c.Fraction).ShouldBeLessThanOrEqualTo(0.5);
        }
    });

    [Fact]
    public void Same_seed_gives_the_same_split_and_another_one_another()
    {
        var labels = Enumerable.Range(0, 200).Select(i => i % 3).ToArray();

        HoldoutSplit.Stratified(labels, 0.25, 7).Holdout.ShouldBe(HoldoutSplit.Stratified(labels, 0.25, 7).Holdout);
        HoldoutSplit.Stratified(labels, 0.25, 7).Holdout.ShouldNotBe(HoldoutSplit.Stratified(labels, 0.25, 8).Holdout);
    }

    [Fact]
    public void Class_of_one_row_is_refused() =>
        Should.Throw<DataException>(() => HoldoutSplit.Stratified([0, 0, 1], 0.5, 1)).Message.ShouldContain("at least 2 rows");
}
