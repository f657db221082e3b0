using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Statistics.Distributions;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>A model server that counts: a number, normal with mean 40 and deviation 10, and a category of three values.</summary>
internal sealed class PlayedServer(string revision)
{
    private static readonly string[] Cities = ["Bern", "Basel", "Zug"];
    private static readonly double[] CityShares = [0.6, 0.3, 0.1];

    private static readonly double[] Sample = Normals(RandomStream.Of(1, 2));
    private static readonly double[] Edges = QuantileBins.Edges([.. Sample.Order()], 10);
    private static readonly long[] Counts = QuantileBins.Count(Edges, Sample);
    private static readonly double Least = Sample.Min();
    private static readonly double Most = Sample.Max();

    private readonly long[] ages = new long[Edges.Length + 1];
    private readonly long[] cities = new long[3];
    private long below;
    private long above;
    private long missing;
    private long unseen;
    private int starts;

    public string Revision { get; } = revision;

    public long Rows { get; private set; }

    public string? Profile { get; set; } = "sha256:1";

    public string? Problem { get; set; }

    public bool Down { get; set; }

    public long Issued { get; set; }

    /// <summary>Labels and wrong predictions, by revision; null: the server takes none.</summary>
    public Dictionary<string, (long Rows, long Wrong)>? Scores { get; set; }

    /// <summary>Rows that come in.</summary>
    public void Serve(int rows, RandomStream random, PlayedWorld world)
    {
        for (var row = 0; row < rows; row++)
        {
            Rows++;
            Issued++;
            if (random.NextUnit() < world.Missing) missing++;
            else
            {
                var age = (40 + 10 * (Normal.Draw(random) + world.Shift)) * world.Factor;
                ages[QuantileBins.IndexOf(Edges, age)]++;
                if (age < Least) below++;
                if (age > Most) above++;
            }

            if (random.NextUnit() < world.Unseen) unseen++;
            else cities[random.NextIndex(CityShares)]++;
        }
    }

    /// <summary>Its process begins anew: all counts are zero.</summary>
    public void Restart()
    {
        starts++;
        (Rows, below, above, missing, unseen, Issued) = (0, 0, 0, 0, 0, 0);
        ages.AsSpan().Clear();
        cities.AsSpan().Clear();
        if (Scores is not null) Scores = [];
    }

    public string Json()
    {
        var expected = CityShares.Select(share => (long)(share * 10_000));
        var age = new JsonObject
        {
            ["name"] = "age",
            ["kind"] = "Number",
            ["rows"] = Rows,
            ["missing"] = missing,
            ["nan"] = 0,
            ["infinite"] = 0,
            ["invalid"] = 0,
            ["belowMin"] = below,
            ["aboveMax"] = above,
            ["edges"] = Array(Edges),
            ["counts"] = Array(ages),
            ["reference"] = new JsonObject
            {
                ["rows"] = Sample.Length,
                ["missing"] = 0,
                ["min"] = Least,
                ["max"] = Most,
                ["counts"] = Array(Counts),
            },
        };
        var city = new JsonObject
        {
            ["name"] = "city",
            ["kind"] = "Category",
            ["rows"] = Rows,
            ["missing"] = 0,
            ["values"] = Array(Cities),
            ["counts"] = Array(cities),
            ["otherKnown"] = 0,
            ["unseen"] = unseen,
            ["reference"] = new JsonObject { ["rows"] = 10_000, ["missing"] = 0, ["counts"] = Array(expected), ["otherKnown"] = 0 },
        };
        return new JsonObject
        {
            ["start"] = $"start-{starts}",
            ["revision"] = Revision,
            ["profile"] = Profile,
            ["problem"] = Problem,
            ["features"] = Profile is null ? [] : new JsonArray(age, city),
            ["outputs"] = new JsonArray(),
            ["labels"] = Labels(),
        }.ToJsonString();
    }

    private static double[] Normals(RandomStream random) => [.. Enumerable.Range(0, 10_000).Select(_ => 40 + 10 * Normal.Draw(random))];

    private JsonObject? Labels() => Scores is null ? null : new JsonObject
    {
        ["issued"] = Issued,
        ["scores"] = new JsonArray([.. Scores.Select(score => new JsonObject
        {
            ["revision"] = score.Key, ["kind"] = "Category", ["rows"] = score.Value.Rows,
            ["correct"] = score.Value.Rows - score.Value.Wrong,
        })]),
    };

    private static JsonNode Array<T>(IEnumerable<T> values) => JsonSerializer.SerializeToNode(values)!;
}
