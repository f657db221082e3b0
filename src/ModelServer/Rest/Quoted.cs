using System.Text;
using Modelwright.ModelServer.Models;

namespace Modelwright.ModelServer.Rest;

/// <summary>Names in messages: shortened, so that a message stays readable whatever was sent.</summary>
internal static class Quoted
{
    private const int MaxLength = 100;
    private const int MaxNames = 10;

    /// <summary>A name that a caller sent.</summary>
    public static string Name(ReadOnlySpan<byte> name) =>
        name.Length <= MaxLength ? Encoding.UTF8.GetString(name) : Encoding.UTF8.GetString(name[..MaxLength]) + "…";

    /// <inheritdoc cref="Name"/>
    public static string Text(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";

    /// <summary>The names of a model's inputs or outputs.</summary>
    public static string Names(IEnumerable<TensorSignature> tensors)
    {
        var names = tensors.Select(tensor => $"'{tensor.Name}'").Take(MaxNames + 1).ToList();
        return names.Count switch
        {
            0 => "none",
            > MaxNames => string.Join(", ", names.Take(MaxNames)) + ", …",
            _ => string.Join(", ", names),
        };
    }
}
