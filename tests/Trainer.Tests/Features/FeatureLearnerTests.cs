using Modelwright.Trainer.Data;
using Modelwright.Trainer.Features;

namespace Modelwright.Trainer.Tests.Features;

public sealed class FeatureLearnerTests
{
    [Fact]
    public void Numbers_are_scaled_to_mean_0_and_deviation_1()
    {
        var table = Tables.Of("x,y", "1,a", "3,b", "5,a", "7,b");

        var feature = Learn(table).Numbers.ShouldHaveSingleItem();

        feature.Offset.ShouldBe(4f);
        feature.Scale.ShouldBe((float)(1 / Math.Sqrt(5)));
        feature.HasIndicator.ShouldBeFalse();
        feature.Transform(7).ShouldBe(3 * feature.Scale);
    }

    [Fact]
    public void Missing_numbers_become_the_mean_and_set_an_indicator()
    {
        var table = Tables.Of("x,y", "1,a", ",b", "5,a", "6,b");

        var features = Learn(table);

        features.Numbers.Single().HasIndicator.ShouldBeTrue();
        features.Numbers.Single().Fill.ShouldBe(4f);
        features.Vectors(table)[1].ShouldBe([0f, 1f]);
        features.Vectors(table)[0][1].ShouldBe(0f);
    }

    [Fact]
    public void Words_become_one_feature_each_and_unseen_words_none()
    {
        var table = Tables.Of("w,y", "red,a", "blue,b", ",a", "red,b");

        var features = Learn(table);

        features.Categories.Single().Categories.ShouldBe(["", "blue", "red"]);
        features.Vectors(Tables.Of("w,y", "red,a", "green,a", ",a")).ShouldBe([[0f, 0f, 1f], [0f, 0f, 0f], [1f, 0f, 0f]]);
    }

    [Fact]
    public void Missing_word_that_training_never_saw_sets_nothing() =>
        Learn(Tables.Of("w,y", "red,a", "blue,b")).Vectors(Tables.Of("w,y", ",a")).ShouldBe([[0f, 0f]]);

    [Fact]
    public void Column_with_one_word_among_its_numbers_is_words() =>
        Learn(Tables.Of("w,y", "1,a", "2,b", "many,a")).Categories.Single().Categories.ShouldBe(["1", "2", "many"]);

    [Theory]
    [InlineData("1e38")]
    [InlineData("-1e39")]
    [InlineData("Infinity")]
    [InlineData("-inf")]
    public void Number_without_end_is_missing(string cell)
    {
        var table = Tables.Of("x,y", "1,a", $"{cell},b", "3,a");

        var features = Learn(table);

        features.Numbers.ShouldHaveSingleItem().Fill.ShouldBe(2f);
        features.Vectors(table)[1].ShouldBe([0f, 1f]);
    }

    [Fact]
    public void Stray_word_in_a_column_of_many_numbers_is_shown()
    {
        var table = Tables.Of("x,y", Enumerable.Range(0, 300).Select(i => i == 250 ? "12;5,a" : $"{i},a"));

        Should.Throw<DataException>(() => Learn(table)).Message.ShouldContain("1 of its cells are no numbers, for example '12;5'");
    }

    [Fact]
    public void Column_that_never_changes_is_left_unscaled() => Learn(Tables.Of("x,y", "5,a", "5,b")).Numbers.Single().Scale.ShouldBe(1f);

    [Fact]
    public void Statistics_come_from_the_training_rows_alone()
    {
        var all = Tables.Of("x,w,y", "1,a,a", "3,b,b", "100,c,a");

        var features = FeatureLearner.Learn(all, all.Select([0, 1]), "y", new HashSet<string>());

        features.Numbers.Single().Offset.ShouldBe(2f);
        features.Categories.Single().Categories.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("label,y", "needs for itself")]
    [InlineData("probabilities,y", "needs for itself")]
    [InlineData("/x,y", "needs for itself")]
    public void Column_with_a_reserved_name_is_refused(string header, string message) =>
        Should.Throw<DataException>(() => Learn(Tables.Of(header, "1,a", "2,b"))).Message.ShouldContain(message);

    [Fact]
    public void Identifier_column_is_refused_until_it_is_ignored()
    {
        var table = Tables.Of("id,x,y", Enumerable.Range(0, 300).Select(i => $"row{i},{i},{"ab"[i % 2]}"));

        Should.Throw<DataException>(() => Learn(table)).Message.ShouldContain("--ignore id");
        FeatureLearner.Learn(table, table, "y", new HashSet<string> { "id" }).All.ShouldHaveSingleItem().Column.ShouldBe("x");
    }

    [Fact]
    public void Empty_column_and_unknown_ignored_column_are_refused()
    {
        Should.Throw<DataException>(() => Learn(Tables.Of("x,y", ",a", ",b"))).Message.ShouldContain("'x' has no value");
        Ignoring("z").ShouldContain("no column 'z'");
        Ignoring("x").ShouldContain("no column is left");

        static string Ignoring(string column)
        {
            var table = Tables.Of("x,y", "1,a", "2,b");
            return Should.Throw<DataException>(() => FeatureLearner.Learn(table, table, "y", new HashSet<string> { column })).Message;
        }
    }

    private static FeatureSet Learn(Table table) => FeatureLearner.Learn(table, table, "y", new HashSet<string>());
}
