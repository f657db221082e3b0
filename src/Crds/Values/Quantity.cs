using System.Text.Json.Serialization;

namespace Modelwright.Crds.Values;

/// <summary>An amount of a resource as Kubernetes writes it: <c>500m</c>, <c>2</c>, <c>1Gi</c>.</summary>
/// <remarks>
/// It keeps the text it was read from (a manifest may also hold a plain number) and leaves arithmetic to the API server and to
/// KubernetesClient's <c>ResourceQuantity</c>.
/// </remarks>
/// <param name="Text">The text, for example <c>1Gi</c>.</param>
/// <param name="IsNumber">Whether the manifest holds a JSON number.</param>
[JsonConverter(typeof(QuantityJsonConverter))]
public readonly record struct Quantity(string Text, bool IsNumber = false)
{
    /// <summary>The regular expression (RE2) of valid text that is not negative; the suffixes are those of the Kubernetes API.</summary>
    public const string Pattern = @"^\+?([0-9]+|[0-9]+\.[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})?$";

    /// <summary>The most characters of valid text.</summary>
    public const int MaxLength = 32;

    /// <inheritdoc />
    public override string ToString() => Text;
}
