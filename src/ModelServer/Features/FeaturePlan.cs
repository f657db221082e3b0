using System.Globalization;
using Modelwright.ModelServer.Models;
using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>Which tensors of the model hold the columns of its profile.</summary>
/// <param name="Places">The columns that were found, in the profile's order.</param>
/// <param name="PassedOver">The names of those that were not.</param>
internal sealed record FeaturePlan(IReadOnlyList<ColumnPlace> Places, IReadOnlyList<string> PassedOver)
{
    /// <summary>Columns that are counted, the first ones.</summary>
    public const int MaxColumns = 1_000;

    /// <summary>The column that is the model's prediction, whatever its output is called.</summary>
    public const string Prediction = "prediction";

    /// <summary>
    /// Finds the columns: by the name of an input; by that of an output, or of one of its elements; the rest in the one input that is left,
    /// if that has as many elements.
    /// </summary>
    public static FeaturePlan Make(ReferenceProfile profile, ModelSignature signature)
    {
        var places = new ColumnPlace?[Math.Min(profile.Columns.Count, MaxColumns)];
        for (var i = 0; i < places.Length; i++)
            places[i] = Input(profile.Columns[i], signature) ?? Output(profile.Columns[i], signature);
        PlaceInMatrix(profile, signature, places);
        return new FeaturePlan(
            [.. places.OfType<ColumnPlace>()],
            [.. profile.Columns.Where((_, i) => i >= places.Length || places[i] is null).Select(column => column.Name)]);
    }

    /// <summary>The output that a row's prediction is in: of that name, else <c>label</c>, else the first with one value per row.</summary>
    public static int PredictionOutput(ModelSignature signature)
    {
        string[] names = [Prediction, "label"];
        foreach (var name in names)
            if (IndexOf(signature.Outputs, name) is >= 0 and var index && IsColumn(signature.Outputs[index])) return index;
        for (var i = 0; i < signature.Outputs.Count; i++)
            if (IsColumn(signature.Outputs[i])) return i;
        return -1;
    }

    private static ColumnPlace? Input(ColumnProfile column, ModelSignature signature) =>
        IndexOf(signature.Inputs, column.Name) is >= 0 and var index && IsColumn(signature.Inputs[index])
            ? new ColumnPlace(column, signature.Inputs[index].Datatype, IsOutput: false, index, 0, 1)
            : null;

    private static ColumnPlace? Output(ColumnProfile column, ModelSignature signature)
    {
        if (IndexOf(signature.Outputs, column.Name) is >= 0 and var index && IsColumn(signature.Outputs[index])) return At(index, 0, 1);
        if (column.Name == Prediction && PredictionOutput(signature) is >= 0 and var prediction) return At(prediction, 0, 1);
        if (!column.Name.EndsWith(']') || column.Name.LastIndexOf('[') is not (> 0 and var open)) return null;
        var place = column.Name.AsSpan(open + 1)[..^1];
        if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var element)) return null;
        return IndexOf(signature.Outputs, column.Name[..open]) is >= 0 and var named && signature.Outputs[named] is
        { IsRankKnown: true, Shape: [_, var width] } && element < width
            ? At(named, element, (int)width)
            : null;

        ColumnPlace At(int output, int element, int width) =>
            new(column, signature.Outputs[output].Datatype, IsOutput: true, output, element, width);
    }

    private static void PlaceInMatrix(ReferenceProfile profile, ModelSignature signature, ColumnPlace?[] places)
    {
        var taken = places.OfType<ColumnPlace>().Where(place => !place.IsOutput).Select(place => place.Tensor).ToHashSet();
        int[] left = [.. Enumerable.Range(0, signature.Inputs.Count).Where(index => !taken.Contains(index))];
        var width = places.Count(place => place is null);
        if (width == 0 || profile.Columns.Count > places.Length || left is not [var index]) return;
        var input = signature.Inputs[index];
        if (!input.IsRankKnown || input.Shape is not [_, var elements] || (elements >= 0 && elements != width)) return;
        for (var (i, element) = (0, 0); i < places.Length; i++)
            places[i] ??= new ColumnPlace(profile.Columns[i], input.Datatype, IsOutput: false, index, element++, width);
    }

    // [N] or [N,1]: a value per row.
    private static bool IsColumn(TensorSignature tensor) => tensor.IsRankKnown && tensor.Shape is [<= 1] or [_, 1];

    private static int IndexOf(IReadOnlyList<TensorSignature> tensors, string name)
    {
        for (var i = 0; i < tensors.Count; i++)
            if (tensors[i].Name == name) return i;
        return -1;
    }
}
