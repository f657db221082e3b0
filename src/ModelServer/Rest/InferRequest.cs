using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>A parsed inference request. Owns its tensors until they are handed to the queue or it is disposed.</summary>
internal sealed class InferRequest(ModelSignature signature, TensorPool pool) : IDisposable
{
    /// <summary>The <c>id</c> as it was written, quotes and escapes included; empty when there was none.</summary>
    public byte[] RawId { get; set; } = [];

    /// <summary>The signed token of the answer, with which its label comes back; null: none is given.</summary>
    public string? Token { get; set; }

    /// <summary>The inputs in the model's order; null until read.</summary>
    public Tensor?[] Inputs { get; } = new Tensor?[signature.Inputs.Count];

    /// <summary>The indices of the outputs asked for, in the order asked; null: all.</summary>
    public int[]? Outputs { get; set; }

    /// <summary>Gives the tensors back.</summary>
    public void Dispose()
    {
        // Last in, first out: the next request of the same kind finds each tensor in the place where its shape fits already.
        for (var i = Inputs.Length - 1; i >= 0; i--)
        {
            if (Inputs[i] is not { } tensor) continue;
            Inputs[i] = null;
            pool.Return(tensor);
        }
    }
}
