using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>A loaded, warm model with everything that answers for it.</summary>
internal sealed class InferenceService(
    ModelIdentity identity, ModelSignature signature, InferenceQueue queue, TensorPool pool, OutputCounters? counters)
{
    /// <summary>The body of <c>GET /v2/models/{name}</c>.</summary>
    public byte[] Metadata { get; } = MetadataBodies.Model(identity, signature);

    /// <summary>Reads requests.</summary>
    public InferRequestParser Parser { get; } = new(signature, pool);

    /// <summary>Runs them.</summary>
    public InferenceQueue Queue { get; } = queue;

    /// <summary>Counts what they gave; null: switched off.</summary>
    public OutputCounters? Counters { get; } = counters;

    /// <summary>Counts what requests ask and get in the bins of the version's profile.</summary>
    public FeatureMonitor Features { get; init; } = FeatureMonitor.Off;

    /// <summary>Gives tokens and takes labels; null: switched off.</summary>
    public FeedbackDesk? Feedback { get; init; }

    /// <summary>Writes answers.</summary>
    public InferResponseWriter Writer { get; } = new(identity, signature);
}
