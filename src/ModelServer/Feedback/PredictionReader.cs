using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// What the model predicted for each row: the value of the output that is its prediction, or, where no output has one value per row, which
/// element of the first output of scores is the greatest.
/// </summary>
internal sealed class PredictionReader
{
    private readonly int output;
    private readonly TensorSignature signature;

    private PredictionReader(int output, TensorSignature signature) => (this.output, this.signature) = (output, signature);

    /// <summary>The output's name.</summary>
    public string Output => signature.Name;

    /// <summary>Whether predictions are numbers, so that labels must be.</summary>
    public bool IsNumber => IsFloat(signature.Datatype) && IsColumn;

    /// <summary>What a label of a category must be, for people; null: any text can be predicted.</summary>
    public string? Expected => signature.Datatype switch
    {
        Datatype.Bytes => null,
        Datatype.Bool => "true or false",
        _ when IsFloat(signature.Datatype) => "the place of the class among the scores: 0, 1, …",
        _ => "a whole number that the output can hold",
    };

    /// <summary>Whether a label could have been predicted: only such a one tells right from wrong.</summary>
    public bool CanBe(string label) => signature.Datatype switch
    {
        Datatype.Bytes => true,
        Datatype.Bool => label is "true" or "false",
        Datatype.UInt64 => Is<ulong>(label),
        Datatype.Int64 => Is<long>(label),
        Datatype.UInt32 => Is<uint>(label),
        Datatype.Int32 => Is<int>(label),
        Datatype.UInt16 => Is<ushort>(label),
        Datatype.Int16 => Is<short>(label),
        Datatype.UInt8 => Is<byte>(label),
        Datatype.Int8 => Is<sbyte>(label),
        _ => Is<int>(label) && label[0] != '-' && (signature.Shape is not [_, > 0 and var width]
            || int.Parse(label, CultureInfo.InvariantCulture) < width),
    };

    /// <summary>The label as a prediction is written: truth values are 1 and 0 where the model predicts integers.</summary>
    public Label? AsPredicted(Label? label) =>
        IsFloat(signature.Datatype) || signature.Datatype is Datatype.Bytes or Datatype.Bool ? label
        : label?.Text == "true" ? new Label("1", 1)
        : label?.Text == "false" ? new Label("0", 0)
        : label;

    // As predictions are written: "01" is another text than "1", and would always be wrong.
    private static bool Is<T>(string text)
        where T : struct, System.Numerics.IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(null, CultureInfo.InvariantCulture) == text;

    private bool IsColumn => signature.Shape is not [_, > 1 or < 0];

    /// <summary>The reader for a model; null when no output is a prediction per row.</summary>
    public static PredictionReader? Of(ModelSignature signature)
    {
        var output = FeaturePlan.PredictionOutput(signature);
        for (var i = 0; output < 0 && i < signature.Outputs.Count; i++)
            if (signature.Outputs[i] is { IsRankKnown: true, Shape.Length: 2 } scores && IsFloat(scores.Datatype)) output = i;
        return output < 0 ? null : new PredictionReader(output, signature.Outputs[output]);
    }

    /// <summary>The predictions of one request, without time and name; null when they cannot stand in a token.</summary>
    public PredictionToken? Read(InferResult result)
    {
        var shape = result.Shape(output);
        var rows = shape.Length == 0 ? 1 : shape[0];
        var width = shape.Length < 2 ? 1 : (int)shape[1];
        if (rows is 0 or > TokenCodec.MaxRows || width == 0) return null;
        var values = new ColumnValues(result.Outputs, output, signature.Datatype, result.FirstRow * width, width, (int)rows);
        if (!IsNumber) return new PredictionToken(0, default, "") { Categories = Categories(values) };
        var numbers = new double[rows];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = values.Number(values.First + row);
            if (!double.IsFinite(numbers[row])) return null;
        }

        return new PredictionToken(0, default, "") { Numbers = numbers };
    }

    private string[] Categories(in ColumnValues values)
    {
        var texts = new string[values.Rows];
        for (var (row, at) = (0, values.First); row < texts.Length; row++, at += values.Stride)
            texts[row] = signature.Datatype switch
            {
                Datatype.Bytes => Encoding.UTF8.GetString(values.Text(at)),
                Datatype.Bool => values.Bits[at] != 0 ? "true" : "false",
                Datatype.UInt64 => MemoryMarshal.Cast<byte, ulong>(values.Bits)[at].ToString(CultureInfo.InvariantCulture),
                Datatype.Int64 => MemoryMarshal.Cast<byte, long>(values.Bits)[at].ToString(CultureInfo.InvariantCulture),
                _ when IsFloat(signature.Datatype) => Greatest(values, at).ToString(CultureInfo.InvariantCulture),
                _ => values.Number(at).ToString(CultureInfo.InvariantCulture),
            };
        return texts;
    }

    private static int Greatest(in ColumnValues values, int at)
    {
        var best = 0;
        for (var i = 1; i < values.Stride; i++)
            if (values.Number(at + i) > values.Number(at + best)) best = i;
        return best;
    }

    private static bool IsFloat(Datatype datatype) =>
        datatype is Datatype.Float16 or Datatype.BFloat16 or Datatype.Float32 or Datatype.Float64;
}
