namespace Modelwright.Operator.Tracking;

/// <summary>What an MLflow server takes (its module <c>mlflow.utils.validation</c>, versions 2.8 to 3).</summary>
public static class MlflowLimits
{
    /// <summary>Metrics in a batch, and metrics, parameters and tags together.</summary>
    public const int MaxEntities = 1000;

    /// <summary>Parameters in a batch, and tags in a batch.</summary>
    public const int MaxParamsOrTags = 100;

    /// <summary>Bytes of a batch; the server's own limit is 1,000,000.</summary>
    public const int MaxBatchBytes = 900_000;

    /// <summary>Characters of a parameter's value.</summary>
    public const int MaxParamValue = 6000;

    /// <summary>Characters of a tag's value.</summary>
    public const int MaxTagValue = 5000;

    /// <summary>Characters of a key.</summary>
    public const int MaxKey = 250;

    /// <summary>A text cut to a length, never inside a character.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
