using System.Text.Json.Nodes;
using CsCheck;

namespace Modelwright.LocalCluster.Tests.Patching;

/// <summary>Random JSON, small enough to shrink well.</summary>
internal static class JsonGen
{
    private static readonly string[] Keys = ["a", "b", "c", "d/e", "f~g"];
    private static readonly string[] Texts = ["", "x", "ä\"\\"];
    private static readonly Gen<string> Key = Gen.Int[0, 4].Select(i => Keys[i]);

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.Int[-3, 3].Select(number => (JsonNode?)number),
        Gen.Int[0, 2].Select(i => (JsonNode?)Texts[i]),
        Gen.Bool.Select(flag => (JsonNode?)flag));

    /// <summary>Objects of a few levels; null members only where asked for.</summary>
    public static Gen<JsonObject> Object { get; } = Objects(2, nulls: false);

    /// <summary>Merge patches: objects whose members may be null.</summary>
    public static Gen<JsonObject> Patch { get; } = Objects(2, nulls: true);

    private static Gen<JsonObject> Objects(int depth, bool nulls) => Gen.Select(Key, Value(depth, nulls)).Array[0, 4].Select(pairs =>
    {
        var result = new JsonObject();
        foreach (var (key, value) in pairs) result[key] = value?.DeepClone();
        return result;
    });

    private static Gen<JsonNode?> Value(int depth, bool nulls)
    {
        var scalar = nulls ? Gen.OneOf(Scalar, Gen.Const((JsonNode?)null)) : Scalar;
        if (depth == 0) return scalar;
        return Gen.OneOf(
            scalar,
            Objects(depth - 1, nulls).Select(value => (JsonNode?)value),
            Scalar.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])));
    }
}
