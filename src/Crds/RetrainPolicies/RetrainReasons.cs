using Modelwright.Crds.Schema;
using static Modelwright.Crds.RetrainPolicies.RetrainConditions;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>The reasons in the condition of a RetrainPolicy.</summary>
public static class RetrainReasons
{
    /// <summary>Nothing asks for a run.</summary>
    [Reason(Ready, "True")]
    public const string Watching = "Watching";

    /// <summary>A run is under way.</summary>
    [Reason(Ready, "True")]
    public const string Training = "Training";

    /// <summary>A guard holds a run back, or a candidate; the message says which and until when.</summary>
    [Reason(Ready, "True")]
    public const string Waiting = "Waiting";

    /// <summary>A candidate passed, and a person has to approve its Promotion.</summary>
    [Reason(Ready, "True")]
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>The Model rolls a candidate out.</summary>
    [Reason(Ready, "True")]
    public const string RollingOut = "RollingOut";

    /// <summary><c>spec.suspend</c> is true.</summary>
    [Reason(Ready, "True")]
    public const string Suspended = "Suspended";

    /// <summary>The data is bad, so nothing is trained on it; the message says which.</summary>
    [Reason(Ready, "False")]
    public const string DataQuality = "DataQuality";

    /// <summary>A Dataset that runs read has no version that passed its checks yet.</summary>
    [Reason(Ready, "False")]
    public const string WaitingForData = "WaitingForData";

    /// <summary>There is no such Model.</summary>
    [Reason(Ready, "False")]
    public const string ModelNotFound = "ModelNotFound";

    /// <summary>The Model does not follow the channel; its <c>spec.source</c> names something else. Nothing is trained meanwhile.</summary>
    [Reason(Ready, "False")]
    public const string ModelPinned = "ModelPinned";

    /// <summary>An older policy looks after the same channel of the Model.</summary>
    [Reason(Ready, "False")]
    public const string Conflict = "Conflict";

    /// <summary>Too many candidates in a row were rejected; drift and performance start no run until one is promoted.</summary>
    [Reason(Ready, "False")]
    public const string NeedsAttention = "NeedsAttention";

    /// <summary>It cannot be carried out as written; the message names the field.</summary>
    [Reason(Ready, "False")]
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The API server refused an object that it needs; the message has its words. It is tried again.</summary>
    [Reason(Ready, "False")]
    public const string ResourceRefused = "ResourceRefused";
}
