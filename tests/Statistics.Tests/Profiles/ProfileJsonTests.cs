using System.Text;
using CsCheck;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Counting;
using Modelwright.Statistics.Profiles.Json;

namespace Modelwright.Statistics.Tests.Profiles;

public sealed class ProfileJsonTests
{
    private const string Example =
        """{"profileVersion":1,"rows":5,"columns":["""
        + """{"name":"age","missing":1,"numeric":"""
        + """{"edges":[1.5],"counts":[2,1],"sampled":3,"finite":3,"nan":1,"""
        + "\"infinite\":0,\"invalid\":0,\"min\":1,\"max\":3,\"mean\":1.75,\"standardDeviation\":0.5,\"singlePrecision\":false}},"
        + """{"name":"city","missing":0,"categorical":{"categories":"""
        + """[{"value":"Bern","count":3}],"otherKnown":2,"knownHashes":["0123456789abcdef"],"complete":true,"distinct":2}}]}""";

    [Fact]
    public void Format_is_the_documented_one() =>
        Encoding.UTF8.GetString(ProfileJson.Write(ProfileJson.Read(Encoding.UTF8.GetBytes(Example)))).ShouldBe(Example);

    [Fact]
    public void Profile_of_real_data_survives_the_round_trip()
    {
        var profiler = new TableProfiler([new("alcohol"), new("wet", ColumnKind.Categorical)]);
        foreach (var value in RealData.Wine("alcohol"))
            profiler.AddRow([value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), value > 13 ? "yes" : null]);
        var json = ProfileJson.Write(profiler.Build());
        ProfileJson.Write(ProfileJson.Read(json)).ShouldBe(json);
        ProfileJson.Read(json).Columns[0].Numeric!.Edges.ShouldBe(profiler.Build().Columns[0].Numeric!.Edges);
    }

    [Theory]
    [InlineData("\"profileVersion\":1", "\"profileVersion\":2", "this release reads version 1")]
    [InlineData("\"rows\":5", "\"rows\":-5", "rows is -5")]
    [InlineData("\"name\":\"city\"", "\"name\":\"age\"", "column 'age' appears twice")]
    [InlineData("\"counts\":[2,1]", "\"counts\":[2]", "1 counts for 1 edges")]
    [InlineData("\"counts\":[2,1]", "\"counts\":[2,7]", "counts do not sum to sampled (3)")]
    [InlineData("\"counts\":[2,1]", "\"counts\":[4,-1]", "negative count")]
    [InlineData("\"edges\":[1.5],\"counts\":[2,1]", "\"edges\":[1.5,1.5],\"counts\":[2,0,1]", "edges[1] is not above")]
    [InlineData("\"categorical\"", "\"other\"", "exactly one of numeric and categorical")]
    [InlineData("\"edges\":[1.5]", "\"edges\":null", "not the expected JSON")]
    [InlineData("{\"profileVersion\"", "[{\"profileVersion\"", "not the expected JSON")]
    [InlineData("\"edges\":[1.5]", "\"edges\":[1e999]", "cannot be used")]
    [InlineData("\"0123456789abcdef\"", "null", "16 hexadecimal digits")]
    [InlineData("\"min\":1,", "", "no min or max")]
    public void Profile_that_does_not_fit_together_is_refused(string part, string replacement, string reason)
    {
        var json = Example.Replace(part, replacement, StringComparison.Ordinal);
        json.ShouldNotBe(Example);
        Should.Throw<InvalidProfileException>(() => ProfileJson.Read(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(reason);
    }

    [Fact]
    public void Damaged_profile_is_refused_or_usable() =>
        Gen.Select(Gen.Int[0, Example.Length - 1], Gen.Char[' ', '~']).Sample((place, character) =>
    {
        var damaged = Example.ToCharArray();
        damaged[place] = character;
        try
        {
            foreach (var column in ProfileJson.Read(Encoding.UTF8.GetBytes(damaged)).Columns)
                ColumnCounter.Create(column).Add("1");
        }
        catch (InvalidProfileException)
        {
        }
    }, iter: 5_000);

    [Fact]
    public void Profile_too_large_to_be_read_is_not_written()
    {
        var categories = Enumerable.Range(0, 64).Select(i => new CategoryCount(new string('ä', 120) + i, 1)).ToList();
        var columns = Enumerable.Range(0, 1_000).Select(i => new ColumnProfile($"c{i}", 0) { Categorical = new(categories, 0, [], true) })
            .ToList();
        Should.Throw<InvalidProfileException>(() => ProfileJson.Write(new(64, columns))).Message.ShouldContain("profile fewer columns");
    }

    [Fact]
    public void Huge_profile_is_not_read() =>
        Should.Throw<InvalidProfileException>(() => ProfileJson.Read(new byte[ProfileJson.MaxBytes + 1])).Message.ShouldContain("at most");
}
