namespace Modelwright.ModelServer.Models;

/// <summary>What a model takes and gives, in the order of its graph.</summary>
internal sealed record ModelSignature(IReadOnlyList<TensorSignature> Inputs, IReadOnlyList<TensorSignature> Outputs)
{
    /// <summary>The index of the input with this name, or -1.</summary>
    public int InputIndex(ReadOnlySpan<byte> name) => IndexOf(Inputs, name);

    /// <summary>The index of the output with this name, or -1.</summary>
    public int OutputIndex(ReadOnlySpan<byte> name) => IndexOf(Outputs, name);

    // Models have few tensors; comparing names in place beats a dictionary and allocates nothing.
    private static int IndexOf(IReadOnlyList<TensorSignature> tensors, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < tensors.Count; i++)
            if (name.SequenceEqual(tensors[i].Utf8Name)) return i;
        return -1;
    }
}
