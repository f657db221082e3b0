using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.Rest;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Profiles.Json;
using Modelwright.Testing;
using static Modelwright.ModelServer.Tests.Features.CountedTable;

namespace Modelwright.ModelServer.Tests.Features;

public sealed partial class FeaturesApiTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Features_has_the_body_of_the_contract()
    {
        var profile = ProfileOf(["age", "city", "id"], ["1", "Bern", "7"], ["3", "Bern", "8"], ["", "Chur", "9"]);
        await using var server = await StartAsync(TabularModels.Copies(("age", Element.Float), ("city", Element.String)), profile);
        await AskAsync(server, """
            {"inputs":[{"name":"age","shape":[4,1],"datatype":"FP32","data":[0,2.5,9,-1e38]},
            {"name":"city","shape":[4,1],"datatype":"BYTES","data":["Bern","Zug","Zug",""]}]}
            """);
        var answer = await GetAsync(server);
        answer.ContentHeaders.ContentType?.MediaType.ShouldBe("application/json");
        Variable().Replace(answer.Text, "\"$1\":\"S\"").ShouldBe(
            """
            {"start":"S","revision":"m-0a1b2c3d","profile":"S","problem":null,"requests":1,"copies":0,"passedOver":["id"],"features":[
            {"name":"age","kind":"Number","rows":4,"missing":1,"nan":0,"infinite":0,"invalid":0,"belowMin":1,"aboveMax":1,
            "edges":[1,1.2,1.4,1.6,1.8,2,2.2,2.4,2.6,2.8,3],
            "counts":[1,0,0,0,0,0,0,0,1,0,0,1],"reference":{"rows":3,"missing":1,"nan":0,"infinite":0,"invalid":0,"min":1,"max":3,
            "counts":[1,0,0,0,0,0,0,0,0,0,1,0]}},
            {"name":"city","kind":"Category","rows":4,"missing":1,"values":["Bern","Chur"],"counts":[1,0],"otherKnown":0,"unseen":2,
            "unseenValues":[["Zug",2]],"reference":{"rows":3,"missing":0,"counts":[2,1],"otherKnown":0,"complete":true}}],"outputs":[],
            "labels":null}
            """.ReplaceLineEndings(""));
    }

    // research: wine, rows 0-129 and 130-177; counts by numpy, PSI with half a row per bin.
    [Theory]
    [InlineData("wine.csv", "alcohol", 130, new long[] { 0, 0, 3, 2, 16, 6, 11, 5, 2, 3 }, .918313302)]
    [InlineData("breast-cancer.csv", "mean radius", 300, new long[] { 35, 31, 39, 34, 23, 27, 22, 16, 12, 30 }, .101642602)]
    [InlineData("seattle-weather.csv", "precipitation", 731, new long[] { 215, 23, 17, 28, 31, 51 }, .048949978)]
    public async Task Features_of_real_data_are_in_the_bins_that_numpy_counts(
        string file, string column, int split, long[] counts, double psi)
    {
        var rows = File.ReadLines(Repository.File("tests", "Statistics.Tests", "Data", file)).Select(line => line.Split(',')).ToList();
        var place = Array.IndexOf(rows[0], column);
        var values = rows.Skip(1).Select(row => row[place]).ToList();
        // Of the weather one year: 2014.
        var later = values.Skip(split).Take(365);
        var profile = ProfileOf([column], [.. values.Take(split).Select(value => new[] { value })]);
        await using var server = await StartAsync(TabularModels.Copies((column, Element.Float)), profile);
        foreach (var chunk in later.Chunk(20))
            await AskAsync(server, $$"""
                {"inputs":[{"name":"{{column}}","shape":[{{chunk.Length}},1],"datatype":"FP32","data":[{{string.Join(',', chunk)}}]}]}
                """);
        var feature = (await GetAsync(server)).Json.GetProperty("features")[0];
        long[] current = [.. feature.GetProperty("counts").EnumerateArray().Select(count => count.GetInt64())];
        long[] reference =
            [.. feature.GetProperty("reference").GetProperty("counts").EnumerateArray().Select(count => count.GetInt64())];
        current.ShouldBe(counts);
        Divergence.Psi(reference, current).ShouldBe(psi, 1e-8);
    }

    [Fact]
    public async Task Features_of_one_matrix_are_columns_and_predictions_an_output()
    {
        string[] names = ["a", "b", "c", "d", "prediction"];
        var profile = ProfileOf(names, ["1", "2", "3", "4", "2"], ["5", "6", "7", "8", "1"]);
        await using var server = await StartAsync(SmallModels.Linear(), profile);
        await AskAsync(server, LinearServer.GoodRequest);
        await AskAsync(
            server, """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[0,0,0,0]}],"outputs":[{"name":"probabilities"}]}""");
        var body = (await GetAsync(server)).Json;
        body.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("name").GetString()).ShouldBe(names[..4]);
        body.GetProperty("features").EnumerateArray().ShouldAllBe(feature =>
            feature.GetProperty("rows").GetInt32() == 3 && feature.GetProperty("belowMin").GetInt32() == 1);
        var prediction = body.GetProperty("outputs")[0];
        (prediction.GetProperty("rows").GetInt32(), prediction.GetProperty("aboveMax").GetInt32()).ShouldBe((3, 0));
    }

    [Fact]
    public async Task Features_failed_requests_and_copies_are_not_counted()
    {
        await using var server = await StartAsync(SmallModels.Reciprocal(), ProfileOf("x", [1, 2]));
        (await server.InferAsync("""{"inputs":[{"name":"x","shape":[2],"datatype":"FP32","data":[0,1]}]}""")).Status.ShouldBe(500);
        (await server.InferAsync("{}")).Status.ShouldBe(400);
        var copy = await server.InferAsync("""{"inputs":[{"name":"x","shape":[1],"datatype":"FP32","data":[1]}]}""",
            request => request.Headers.Add("modelwright-shadow", "true"));
        copy.Status.ShouldBe(200);
        var body = (await GetAsync(server)).Json;
        (body.GetProperty("requests").GetInt32(), body.GetProperty("copies").GetInt32()).ShouldBe((0, 1));
        body.GetProperty("features")[0].GetProperty("rows").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(null, "the version has no reference profile")]
    [InlineData("", "profileVersion|expected JSON")]
    [InlineData("{}", "expected JSON")]
    [InlineData("null", "null")]
    [InlineData("""{"profileVersion":9,"rows":1,"columns":[]}""", "profileVersion is 9")]
    [InlineData("""{"profileVersion":1,"rows":1,"columns":[{"name":"x","missing":0}]}""", "exactly one of")]
    [InlineData(
        """
        {"profileVersion":1,"rows":1,"columns":[{"name":"x","missing":0,
        "numeric":{"edges":[2,1],"counts":[0,0,0],"sampled":0,"finite":0}}]}
        """,
        "not above the one before")]
    public async Task Features_a_profile_that_cannot_be_used_keeps_nobody_from_serving(string? text, string problem)
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Linear(), settings => settings with
        {
            ProfileFile = text is null ? null : Write("profile.json", Encoding.UTF8.GetBytes(text)),
        });
        await AskAsync(server, LinearServer.GoodRequest);
        var body = (await GetAsync(server)).Json;
        body.GetProperty("profile").GetString().ShouldBeNull();
        body.GetProperty("problem").GetString()!.ShouldMatch(problem);
        body.GetProperty("features").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Features_a_profile_that_is_not_there_points_to_who_fetches_it()
    {
        await using var server = await RunningServer.StartAsync(
            SmallModels.Linear(), settings => settings with { ProfileFile = folder.File("none.json") });
        (await GetAsync(server)).Json.GetProperty("problem").GetString()!.ShouldContain("the log of the container that fetches the model");
    }

    [Fact]
    public async Task Features_any_bytes_as_profile_are_refused_and_not_a_crash()
    {
        var good = ProfileJson.Write(ProfileOf(["x", "w"], ["1", "a"], ["2", "b"]));
        var random = new Random(5);
        foreach (var _ in Enumerable.Range(0, 300))
        {
            var bytes = good.ToArray();
            for (var i = 0; i < 3; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = Modelwright.ModelServer.Features.ProfileFile.Read(Write("damaged.json", bytes));
            (read.Profile is null).ShouldBe(read.Problem is not null);
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Features_are_series_as_well()
    {
        var profile = ProfileOf(["age", "city"], ["1", "Bern"], ["3", "Chur"]);
        await using var server = await StartAsync(TabularModels.Copies(("age", Element.Float), ("city", Element.String)), profile);
        await AskAsync(server, """
            {"inputs":[{"name":"age","shape":[3,1],"datatype":"FP32","data":[0,2.5,9]},
            {"name":"city","shape":[3,1],"datatype":"BYTES","data":["Bern","Zug","Bern"]}]}
            """);
        var metrics = await server.MetricsAsync();
        metrics.ShouldMatch("modelserver_feature_rows_total\\{feature=\"city\",bin=\"Bern\",[^}]*\\} 2\n");
        metrics.ShouldMatch("modelserver_feature_rows_total\\{feature=\"age\",bin=\"0\",[^}]*\\} 1\n");
        metrics.ShouldMatch("modelserver_feature_violations_total\\{feature=\"city\",kind=\"unseen\",[^}]*\\} 1\n");
        metrics.ShouldMatch("modelserver_feature_violations_total\\{feature=\"age\",kind=\"above_max\",[^}]*\\} 1\n");
        metrics.ShouldNotContain("kind=\"nan\"");
    }

    private static async Task AskAsync(RunningServer server, string request)
    {
        var answer = await server.InferAsync(request);
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static async Task<RunningServer.Answer> GetAsync(RunningServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Host.AdminPort}/v1/features")));
        var answer = await server.SendAsync(request);
        answer.Status.ShouldBe(200);
        return answer;
    }

    private Task<RunningServer> StartAsync(byte[] model, ReferenceProfile profile) => RunningServer.StartAsync(
        model, settings => settings with { ProfileFile = Write("profile.json", ProfileJson.Write(profile)) });

    private string Write(string name, byte[] bytes)
    {
        var file = folder.File(name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    [GeneratedRegex("\"(start|profile)\":\"[0-9a-f:sh]+\"")]
    private static partial Regex Variable();
}
