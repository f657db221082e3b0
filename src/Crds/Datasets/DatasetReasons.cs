using Modelwright.Crds.Schema;
using static Modelwright.Crds.Datasets.DatasetConditions;

namespace Modelwright.Crds.Datasets;

/// <summary>The reasons in the condition of a Dataset. Events use the same words.</summary>
public static class DatasetReasons
{
    /// <summary>The newest version passed its checks.</summary>
    [Reason(Ready, "True")]
    public const string Current = "Current";

    /// <summary>The Dataset was seen; its source is looked at for the first time.</summary>
    [Reason(Ready, "Unknown")]
    public const string Pending = "Pending";

    /// <summary>The newest version failed a check of severity Error; the message names it. The version before is still used.</summary>
    [Reason(Ready, "False")]
    public const string ChecksFailed = "ChecksFailed";

    /// <summary>The containers of checks run on the newest version.</summary>
    [Reason(Ready, "Unknown")]
    public const string Checking = "Checking";

    /// <summary>The container of a check did not work, so the newest version is not judged. It is tried again.</summary>
    [Reason(Ready, "False")]
    public const string CheckError = "CheckError";

    /// <summary>The source could not be read; the message says why. It is tried again.</summary>
    [Reason(Ready, "False")]
    public const string SourceUnavailable = "SourceUnavailable";

    /// <summary>The newest data is not of the declared format.</summary>
    [Reason(Ready, "False")]
    public const string InvalidData = "InvalidData";

    /// <summary>The step of <c>spec.source.preparation</c> makes the first version.</summary>
    [Reason(Ready, "Unknown")]
    public const string Preparing = "Preparing";

    /// <summary>The step failed; the message has the run's name and reason. It runs again when its data or the step changes.</summary>
    [Reason(Ready, "False")]
    public const string PreparationFailed = "PreparationFailed";

    /// <summary>A Dataset that this one is made from, or must be disjoint from, has no version that may be used.</summary>
    [Reason(Ready, "Unknown")]
    public const string WaitingForData = "WaitingForData";

    /// <summary><c>spec.suspend</c> is true, and there is no version yet.</summary>
    [Reason(Ready, "Unknown")]
    public const string Suspended = "Suspended";

    /// <summary>The spec asks for something that cannot be; the message names the field.</summary>
    [Reason(Ready, "False")]
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The API server refuses an object that the Dataset needs.</summary>
    [Reason(Ready, "False")]
    public const string ResourceRefused = "ResourceRefused";
}
