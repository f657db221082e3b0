using System.Text;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>One input or output of a model.</summary>
internal sealed class TensorSignature(string name, Datatype datatype, long[] shape, bool isRankKnown)
{
    /// <summary>The name in the graph.</summary>
    public string Name { get; } = name;

    /// <summary><see cref="Name"/> in UTF-8.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The element type.</summary>
    public Datatype Datatype { get; } = datatype;

    /// <summary>The dimensions, -1 where they vary. Without meaning unless <see cref="IsRankKnown"/>.</summary>
    public long[] Shape { get; } = shape;

    /// <summary>Whether the graph says how many dimensions there are.</summary>
    public bool IsRankKnown { get; } = isRankKnown;

    /// <summary>The shape to publish. The protocol has no form for an unknown rank; one variable dimension comes closest.</summary>
    public ReadOnlySpan<long> PublishedShape => IsRankKnown ? Shape : [-1L];
}
