using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>A loaded, warm model with everything that answers for it.</summary>
internal sealed class InferenceService(ModelIdentity identity, ModelSignature signature, InferenceQueue queue, TensorPool pool)
{
    /// <summary>The body of <c>GET /v2/models/{name}</c>.</summary>
    public byte[] Metadata { get; } = MetadataBodies.Model(identity, signature);

    /// <summary>Reads requests.</summary>
    public InferRequestParser Parser { get; } = new(signature, pool);

    /// <summary>Runs them.</summary>
    public InferenceQueue Queue { get; } = queue;

    /// <summary>Writes answers.</summary>
    public InferResponseWriter Writer { get; } = new(identity, signature);
}
