using System.Globalization;
using System.Text;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using Modelwright.ModelServer.Tests.Outputs;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Tests.Features;

/// <summary>Counters of a profile, and requests made for them.</summary>
internal sealed class CountedTable(ReferenceProfile profile, ModelSignature signature, TensorPool pool)
{
    /// <summary>Where the profile's columns are.</summary>
    public FeaturePlan Plan { get; } = FeaturePlan.Make(profile, signature);

    /// <summary>New counters, as a replica has them.</summary>
    public FeatureCounters Replica(int stripes = 1, params string[] redacted) => new(Plan, redacted, stripes);

    /// <summary>A profile of texts as they stand in a file.</summary>
    public static ReferenceProfile ProfileOf(string[] header, params string?[][] rows) => ProfileOf(header, ProfileOptions.Default, rows);

    /// <inheritdoc cref="ProfileOf(string[], string?[][])"/>
    public static ReferenceProfile ProfileOf(string[] header, ProfileOptions options, params string?[][] rows)
    {
        var profiler = new TableProfiler([.. header.Select(name => new ColumnSpec(name))], options);
        foreach (var row in rows) profiler.AddRow(row);
        return profiler.Build();
    }

    /// <summary>A profile of one column of numbers.</summary>
    public static ReferenceProfile ProfileOf(string name, IEnumerable<double> values, ProfileOptions? options = null) => ProfileOf(
        [name], options ?? ProfileOptions.Default,
        [.. values.Select(value => new[] { value.ToString("R", CultureInfo.InvariantCulture) })]);

    /// <summary>Inputs of a model without outputs.</summary>
    public static ModelSignature Takes(params (string Name, Datatype Datatype, long[] Shape)[] inputs) =>
        new([.. inputs.Select(input => new TensorSignature(input.Name, input.Datatype, input.Shape, isRankKnown: true))], []);

    /// <summary>A tensor of strings.</summary>
    public static Tensor Texts(long[] shape, params string[] texts)
    {
        var tensor = Tensor.OfStrings(shape, texts.Length);
        for (var i = 0; i < texts.Length; i++) tensor.SetText(i, Encoding.UTF8.GetBytes(texts[i]));
        return tensor;
    }

    /// <summary>A request of its own whose inputs are these; the model gave nothing.</summary>
    public void Count(FeatureCounters counters, params Tensor[] inputs)
    {
        using var result = MadeResult.Alone(pool);
        counters.Count(inputs, result, isCopy: false);
        foreach (var input in inputs) pool.Return(input);
    }

    /// <summary>A tensor of 32-bit floats.</summary>
    public Tensor Singles(long[] shape, params float[] values) => MadeResult.Tensor(pool, Datatype.Float32, shape, values);

    /// <summary>Another request, given as a result as well.</summary>
    public static void Count(FeatureCounters counters, Tensor[] inputs, InferResult result) =>
        counters.Count(inputs, result, isCopy: false);
}
